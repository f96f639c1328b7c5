// Made by tools/types.mjs from the description of the API; do not edit.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @enum {string} */
        "accounts.Domain": "publications" | "requests" | "agencies" | "accounts" | "journal" | "system" | "records" | "dialogue" | "compliance";
        /** @enum {string} */
        "accounts.PersonState": "Active" | "Suspended";
        /** @enum {string} */
        "accounts.Reach": "Own" | "OwnAndBelow" | "All";
        /** @enum {string} */
        "accounts.Right": "publications.read" | "publications.draft" | "publications.review" | "publications.clear" | "publications.publish" | "publications.force" | "publications.withdraw" | "publications.search" | "requests.answer" | "agencies.columns" | "agencies.manage" | "accounts.people" | "accounts.security" | "journal.read" | "journal.verify" | "system.manage" | "records.read" | "records.enter" | "records.check" | "records.publish" | "records.withdraw" | "records.erase" | "requests.read" | "requests.approve" | "requests.review" | "requests.vet" | "requests.clear" | "requests.supervise" | "dialogue.read" | "dialogue.answer" | "dialogue.approve" | "compliance.read" | "compliance.rectify" | "compliance.check";
        /** @enum {string} */
        "accounts.Role": "Drafter" | "Reviewer" | "Publisher" | "SecrecyReviewer" | "RequestOfficer" | "RequestReviewer" | "RequestLegalReviewer" | "RequestSecrecyOfficer" | "AgencyAdministrator" | "Supervisor" | "Auditor" | "SystemAdministrator" | "SecurityAdministrator" | "AuditAdministrator" | "RecordKeeper" | "RecordPublisher" | "RequestApprover" | "MessageOfficer" | "MessageApprover" | "RequestSupervisor";
        /** @enum {string} */
        "agencies.ColumnType": "News" | "Notices" | "Policies" | "Interpretations" | "Plans" | "Registers" | "Organisation" | "Guide" | "Rules" | "Statutory" | "AnnualReports" | "Topics" | "Other";
        "agencies.OpennessOffice": {
            address: string;
            email: string;
            fax: string;
            group_leader: string;
            group_members: string;
            head: string;
            name: string;
            office_hours: string;
            phone: string;
        };
        "agencies.OpennessOfficeInput": {
            address?: string;
            email?: string;
            fax?: string;
            group_leader?: string;
            group_members?: string;
            head?: string;
            name?: string;
            office_hours?: string;
            phone?: string;
        };
        "agencies.SiteFacts": {
            accent: string;
            address: string;
            badge_url: string;
            demonstration: boolean;
            domain: string;
            email: string;
            find_fault_url: string;
            icp: string;
            office_hours: string;
            operator_name: string;
            organiser: string;
            phone: string;
            police_filing: string;
            service_net_url: string;
            site_code: string;
        };
        "agencies.SiteFactsInput": {
            accent?: string;
            address?: string;
            badge_url?: string;
            demonstration?: boolean;
            domain?: string;
            email?: string;
            find_fault_url?: string;
            icp?: string;
            office_hours?: string;
            operator_name?: string;
            organiser?: string;
            phone?: string;
            police_filing?: string;
            service_net_url?: string;
            site_code?: string;
        };
        AgencyBrief: {
            id: number;
            name: string;
            short_name: string;
        };
        AgencyCount: {
            agency: number;
            count: number;
            name: string;
        };
        AgencyInput: {
            name: string;
            parent?: number | null;
            short_name: string;
        };
        AgencySealView: {
            digest: string;
            id: number;
            /** Format: date-time */
            retired_at: string | null;
            /** Format: date-time */
            set_at: string;
            set_by_name: string;
            width: number;
        };
        AgencyView: {
            code: string;
            departments: components["schemas"]["DepartmentView"][];
            id: number;
            name: string;
            openness: components["schemas"]["agencies.OpennessOffice"];
            parent: number | null;
            revision: number;
            short_name: string;
        };
        AnswerInput: {
            answer: components["schemas"]["publications.Answer"];
            digests: string[];
            reason?: string | null;
        };
        /** @enum {string} */
        "appeals.Block": "review" | "direct" | "after-review";
        /** @enum {string} */
        "appeals.Column": "upheld" | "corrected" | "other" | "pending" | "total";
        /** @enum {string} */
        "appeals.Way": "ordinary" | "simplified";
        AppealTable: {
            blocks: components["schemas"]["AppealTableBlock"][];
            columns: components["schemas"]["AppealTableColumn"][];
            /** Format: date */
            from: string;
            /** Format: date */
            until: string;
        };
        AppealTableBlock: {
            adds_up: boolean;
            block: components["schemas"]["appeals.Block"];
            title: string;
            values: number[];
        };
        AppealTableColumn: {
            code: components["schemas"]["appeals.Column"];
            title: string;
        };
        AskedQuestionView: {
            agency: number;
            agency_name: string;
            answer: components["schemas"]["SearchAnswerView"] | null;
            askers: number;
            days: number;
            found: components["schemas"]["questions.Found"];
            found_name: string;
            id: number;
            /** Format: date */
            last_on: string;
            words: string;
        };
        AttachmentView: {
            digest: string;
            embedded: boolean;
            name: string;
            position: number;
            size: number;
            type: string;
        };
        BlockView: {
            after: components["schemas"]["HtmlView"] | null;
            before: components["schemas"]["HtmlView"] | null;
            kind: string;
        };
        CalendarChangeView: {
            days: components["schemas"]["CalendarDay"][];
            dues: number;
            moved: components["schemas"]["MovedDueView"][];
        };
        CalendarDay: {
            /** Format: date */
            date: string;
            name: string;
            working: boolean;
        };
        CalendarDayInput: {
            /** Format: date */
            date: string;
            name: string;
            working: boolean;
        };
        CalendarFileInput: {
            text: string;
        };
        CalendarLine: {
            entered: boolean;
            year: number;
        };
        CalendarList: {
            items: components["schemas"]["CalendarLine"][];
        };
        CalendarYearInput: {
            days: components["schemas"]["CalendarDayInput"][];
            source: string;
        };
        CalendarYearView: {
            days: components["schemas"]["CalendarDay"][];
            source: string;
            year: number;
        };
        ChannelsInput: {
            address?: string | null;
            agency: number;
            fax: boolean;
            fax_number?: string | null;
            hours?: string | null;
            mail: boolean;
            mailbox?: string | null;
            office?: string | null;
            online: boolean;
            phone?: string | null;
            post_address?: string | null;
            postcode?: string | null;
        };
        ChannelsLine: {
            address: string;
            agency: number;
            agency_name: string;
            fax: boolean;
            fax_number: string;
            hours: string;
            mail: boolean;
            mailbox: string;
            office: string;
            online: boolean;
            phone: string;
            post_address: string;
            postcode: string;
            said: boolean;
        };
        ChannelsView: {
            address: string;
            fax: boolean;
            fax_number: string;
            hours: string;
            mail: boolean;
            mailbox: string;
            office: string;
            online: boolean;
            phone: string;
            post_address: string;
            postcode: string;
            said: boolean;
        };
        ClockInput: {
            /** Format: date-time */
            now: string;
        };
        ClockView: {
            /** Format: date-time */
            now: string;
            simulation: boolean;
        };
        CodeInput: {
            code: string;
        };
        ColumnInput: {
            description?: string | null;
            keywords?: string | null;
            name: string;
            parent?: number | null;
            position?: number | null;
            register_code?: string | null;
            statutory_item?: string | null;
            type: components["schemas"]["agencies.ColumnType"];
            update_cycle_days?: number | null;
        };
        ColumnView: {
            agency: number;
            description: string;
            id: number;
            keywords: string;
            name: string;
            parent: number | null;
            position: number;
            register_code: string;
            revision: number;
            site: number;
            slug: string;
            statutory_item: string;
            type: components["schemas"]["agencies.ColumnType"];
            type_name: string;
            update_cycle_days: number;
        };
        CommentInput: {
            block?: number | null;
            text: string;
        };
        CommentView: {
            /** Format: date-time */
            at: string;
            block: number | null;
            changed: boolean;
            edition: number;
            id: number;
            person: string;
            person_name: string;
            quote: string;
            resolved: boolean;
            /** Format: date-time */
            resolved_at: string | null;
            text: string;
        };
        ComparisonView: {
            blocks: components["schemas"]["BlockView"][];
            metadata: components["schemas"]["FieldDifference"][];
        };
        /** @description 正文的一块：标题、段落、表格、图片或分隔线。 */
        ContentBlock: {
            /** @enum {string} */
            align?: "body" | "left" | "center" | "right";
            alt?: string;
            /** @enum {string} */
            kind: "heading" | "paragraph" | "table" | "image" | "rule";
            /** @description 标题的层级：1 为“一、”，2 为“（一）”。 */
            level?: number;
            /** @description 段落：属于第几条脚注或尾注，0 为正文。注释显示在文末。 */
            note?: number;
            rows?: components["schemas"]["ContentCell"][][];
            /** @description 标题、段落的文字；图片和表格的题注。 */
            runs?: components["schemas"]["ContentRun"][];
            /** @description 图片：file: 加上所存文件的 SHA-256。 */
            source?: string;
        };
        /** @description 表格的一格。 */
        ContentCell: {
            column_span?: number;
            header?: boolean;
            row_span?: number;
            runs?: components["schemas"]["ContentRun"][];
        };
        /** @description 一段同样格式的文字。 */
        ContentRun: {
            emphasis?: boolean;
            /** @description http、https、mailto 或本站路径。 */
            link?: string;
            /** @description 脚注、尾注的序号：正文里是注释的标记，注释里是它的编号，互相链接。 */
            note?: number;
            /**
             * @description 上标、下标。
             * @enum {string}
             */
            script?: "plain" | "super" | "sub";
            strong?: boolean;
            /** @description 带删除线。 */
            struck?: boolean;
            text: string;
        };
        /** @description 正文。 */
        ContentTree: {
            blocks: components["schemas"]["ContentBlock"][];
        };
        CorrectionInput: {
            keep?: string[] | null;
            reason?: string | null;
            words: {
                [key: string]: unknown;
            };
        };
        CounterpartRow: {
            agency: number;
            agency_name: string;
            /** Format: date */
            due_on: string | null;
            duty: components["schemas"]["records.Duty"];
            duty_name: string;
            late_days: number;
            other: number;
            /** Format: date */
            published_on: string | null;
            record: number;
            title: string;
        };
        CounterpartRows: {
            items: components["schemas"]["CounterpartRow"][];
            next: string | null;
        };
        CounterpartView: {
            counts: components["schemas"]["DifferenceCount"][];
            late_days: number;
            list: string;
            list_title: string;
            shares: components["schemas"]["ShareCount"][];
            title: string;
        };
        Dashboard: {
            by_agency: components["schemas"]["AgencyCount"][];
            by_state: components["schemas"]["StateCount"][];
            published_by_month: components["schemas"]["MonthCount"][];
            stale_columns: components["schemas"]["StaleColumn"][];
        };
        DepartmentInput: {
            duties?: string | null;
            id?: number | null;
            name: string;
        };
        DepartmentView: {
            duties: string;
            id: number;
            name: string;
        };
        DifferenceCount: {
            count: number;
            kind: components["schemas"]["records.Differs"];
            kind_name: string;
        };
        DifferenceFilterInput: {
            agency: number;
            kind?: components["schemas"]["records.Differs"] | null;
            register: string;
        };
        DifferenceList: {
            items: components["schemas"]["DifferenceView"][];
            next: string | null;
        };
        DifferenceView: {
            agency: number;
            agency_name: string;
            /** Format: date */
            due_on: string | null;
            in: string[];
            kind: components["schemas"]["records.Differs"];
            kind_name: string;
            other: number;
            record: number;
            /** Format: date-time */
            since: string;
            title: string;
        };
        DisclosureInput: {
            content: {
                [key: string]: unknown;
            };
            digest?: string | null;
        };
        DisclosureView: {
            /** Format: date-time */
            changed_at: string | null;
            changed_by_name: string;
            content: {
                [key: string]: unknown;
            };
            digest: string;
            log: {
                [key: string]: unknown;
            };
            original: string;
            result: components["schemas"]["AttachmentView"] | null;
        };
        DocumentFilterInput: {
            agency: number;
            column?: number;
            kind?: string;
            mine?: boolean;
            state?: components["schemas"]["publications.State"] | null;
            text?: string;
            year?: number;
        };
        DocumentLine: {
            agency: number;
            agency_name: string;
            author: string;
            author_name: string;
            column: number;
            column_name: string;
            document_number: string;
            edition: number;
            id: number;
            index_number: string;
            kind: string;
            public: boolean;
            /** Format: date-time */
            published_at: string | null;
            revision: number;
            /** Format: date-time */
            scheduled_at: string | null;
            state: components["schemas"]["publications.State"];
            state_name: string;
            title: string;
            /** Format: date-time */
            updated_at: string;
        };
        DocumentView: {
            address: string;
            agency: number;
            agency_name: string;
            by_force: components["schemas"]["StepView"] | null;
            column: number;
            column_name: string;
            comments: components["schemas"]["CommentView"][];
            /** Format: date-time */
            created_at: string;
            editable: boolean;
            edition: components["schemas"]["EditionView"];
            editions: components["schemas"]["EditionLineView"][];
            findings: components["schemas"]["FindingView"][];
            id: number;
            index_number: string;
            links: components["schemas"]["LinkView"][];
            posted_edition: number | null;
            public_edition: number | null;
            reviews: components["schemas"]["ReviewView"][];
            revision: number;
            schedulable: boolean;
            schedule_failed: string;
            /** Format: date-time */
            scheduled_at: string | null;
            scheduled_by_name: string;
            site: number;
            steps: components["schemas"]["StepView"][];
            unschedulable: boolean;
            /** Format: date-time */
            updated_at: string;
        };
        DrawLine: {
            agency: number;
            agency_name: string;
            id: number;
            number: string;
            plan: string;
            /** Format: date-time */
            prepared_at: string;
            /** Format: date-time */
            reveal_from: string;
            /** Format: date-time */
            revealed_at: string | null;
            /** Format: date-time */
            sealed_at: string | null;
            state: components["schemas"]["draws.State"];
            state_name: string;
        };
        DrawObject: {
            code: string;
            name: string;
        };
        DrawRecusal: {
            inspector: string;
            object: string;
        };
        DrawRecusalInput: {
            inspector: string;
            object: string;
            reason: string;
        };
        DrawResult: {
            code: string;
            inspectors: string[];
            name: string;
        };
        /** @enum {string} */
        "draws.State": "Prepared" | "Sealed" | "Revealed" | "Discarded";
        /** @enum {string} */
        "draws.Step": "Seal" | "Reveal" | "Discard";
        DrawStepInput: {
            beacon?: string | null;
            list_digest?: string | null;
            reason?: string | null;
            step: components["schemas"]["draws.Step"];
        };
        DrawView: {
            agency: number;
            agency_name: string;
            beacon: string;
            beacon_source: string;
            id: number;
            inspectors: string[];
            inspectors_each: number;
            list_digest: string;
            number: string;
            objects: components["schemas"]["DrawObject"][];
            objects_drawn: number;
            plan: string;
            /** Format: date-time */
            prepared_at: string;
            prepared_by_name: string;
            record: number;
            recused: components["schemas"]["DrawRecusal"][];
            result: components["schemas"]["DrawResult"][];
            /** Format: date-time */
            reveal_from: string;
            /** Format: date-time */
            revealed_at: string | null;
            revealed_by_name: string;
            /** Format: date-time */
            sealed_at: string | null;
            sealed_by_name: string;
            seed: string;
            seed_digest: string;
            state: components["schemas"]["draws.State"];
            state_name: string;
            steps: components["schemas"]["StepView"][];
        };
        EditionLineView: {
            author_name: string;
            change_note: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            ended_at: string | null;
            ground: string;
            number: number;
            /** Format: date-time */
            posted_at: string | null;
            /** Format: date-time */
            released_at: string | null;
            state: components["schemas"]["publications.State"];
            state_name: string;
        };
        EditionView: {
            attachments: components["schemas"]["AttachmentView"][];
            author: string;
            author_name: string;
            body: components["schemas"]["ContentTree"];
            change_note: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            ended_at: string | null;
            ground: string;
            metadata: components["schemas"]["publications.Metadata"];
            number: number;
            /** Format: date-time */
            posted_at: string | null;
            /** Format: date-time */
            published_at: string | null;
            /** Format: date-time */
            released_at: string | null;
            state: components["schemas"]["publications.State"];
            state_name: string;
        };
        EntryView: {
            actor: string;
            actor_name: string;
            agency: number;
            agency_name: string;
            /** Format: date-time */
            at: string;
            hash: string;
            reason: string;
            sequence: number;
            subject: string;
            subject_title: string;
            verb: string;
            verb_name: string;
            work_address: string;
        };
        FieldDifference: {
            after: string;
            before: string;
            field: string;
        };
        FieldView: {
            field: string;
            key: string;
            message: string;
        };
        FigureBrief: {
            condition: string;
            day: string;
            id: string;
            law: string;
            records: string;
            source: string;
            title: string;
            unit: string;
            version: number;
        };
        FigureCell: {
            group: string[];
            of: number | null;
            value: number;
            words: string[];
        };
        FigureField: {
            name: string;
            title: string;
            unit: string;
        };
        FigureRow: {
            address: string;
            id: number;
            title: string;
            values: {
                [key: string]: string;
            };
            withheld: boolean;
        };
        FigureView: {
            by: components["schemas"]["FigureField"][];
            cells: components["schemas"]["FigureCell"][];
            condition: string;
            day: string;
            deciding: components["schemas"]["FigureField"][];
            fields: components["schemas"]["FigureField"][];
            id: string;
            law: string;
            records: string;
            source: string;
            title: string;
            unit: string;
            version: number;
        };
        FindingView: {
            answer: components["schemas"]["publications.Answer"];
            answer_name: string;
            /** Format: date-time */
            answered_at: string | null;
            answered_by_name: string;
            block: number | null;
            digest: string;
            excerpt: string;
            /** Format: date-time */
            found_at: string;
            kind: string;
            kind_name: string;
            mendable: boolean;
            message: string;
            owed: boolean;
            place: string;
            reason: string;
            why_not: string | null;
        };
        FirstPassword: {
            first_password: string;
            /** Format: date-time */
            first_password_ends_at: string | null;
        };
        FreezeInput: {
            agency: number;
            period: string;
            reason?: string | null;
        };
        FreezeView: {
            /** Format: date-time */
            at: string;
            digest: string;
            id: number;
            period: string;
        };
        GrantInput: {
            agency: number;
            reach: components["schemas"]["accounts.Reach"];
            role: components["schemas"]["accounts.Role"];
        };
        GrantView: {
            agency: number;
            agency_name: string;
            reach: components["schemas"]["accounts.Reach"];
            reach_name: string;
            role: components["schemas"]["accounts.Role"];
            role_name: string;
        };
        HtmlView: {
            html: string;
        };
        IdentityPaperInput: {
            reason: string;
        };
        IdentityPaperView: {
            paper: string;
            /** Format: date-time */
            sent_at: string;
            size: number;
            type: string;
        };
        ImportedRecordLine: {
            id: number;
            message: string;
            result: components["schemas"]["records.Bucket"];
            result_name: string;
            state: components["schemas"]["records.State"];
            state_name: string;
            title: string;
        };
        ImportView: {
            document: components["schemas"]["DocumentView"];
            recognised: {
                [key: string]: string;
            };
            warnings: components["schemas"]["WarningView"][];
        };
        IssuedExportInput: {
            agency: number;
            form?: components["schemas"]["TableForm"] | null;
            /** Format: date */
            issued_from?: string | null;
            /** Format: date */
            issued_until?: string | null;
            kind?: components["schemas"]["requests.LetterKind"] | null;
            q?: string;
        };
        IssuedLetterLine: {
            agency_name: string;
            drafted_by_name: string;
            id: number;
            issued_by_name: string;
            /** Format: date */
            issued_on: string;
            kind_name: string;
            matter: number;
            matter_number: string;
            number: string;
        };
        JournalExportInput: {
            actor?: string;
            agency: number;
            /** Format: date */
            from?: string | null;
            proof?: boolean;
            subject?: string;
            /** Format: date */
            to?: string | null;
            verb?: string;
        };
        JournalState: {
            checked: number;
            /** Format: date-time */
            checked_at: string | null;
            head: string;
            intact: boolean;
            last_sequence: number;
        };
        KeyView: {
            agency: number;
            agency_name: string;
            /** Format: date */
            expires_on: string;
            id: number;
            /** Format: date-time */
            made_at: string;
            made_by: string;
            made_by_name: string;
            name: string;
            prefix: string;
            rights: components["schemas"]["accounts.Right"][];
            /** Format: date-time */
            used_at: string | null;
        };
        LedgerCheck: {
            acceptable: boolean;
            note_count: number;
            notes: components["schemas"]["LedgerProblemView"][];
            open: number;
            problem_count: number;
            problems: components["schemas"]["LedgerProblemView"][];
            reported: number;
        };
        LedgerProblemView: {
            cell: string;
            key: string;
            message: string;
            row: number;
        };
        LetterIssueInput: {
            /** Format: date */
            on: string;
            sealing?: components["schemas"]["requests.Sealing"] | null;
        };
        LinkableView: {
            agency_name: string;
            document: number;
            document_number: string;
            title: string;
        };
        LinkInput: {
            document: number;
            relation: components["schemas"]["publications.Relation"];
        };
        LinkView: {
            document: number;
            outgoing: boolean;
            relation: components["schemas"]["publications.Relation"];
            relation_name: string;
            title: string;
        };
        "ListOf.AgencySealView": {
            items: components["schemas"]["AgencySealView"][];
            next: string | null;
        };
        "ListOf.AgencyView": {
            items: components["schemas"]["AgencyView"][];
            next: string | null;
        };
        "ListOf.AskedQuestionView": {
            items: components["schemas"]["AskedQuestionView"][];
            next: string | null;
        };
        "ListOf.ChannelsLine": {
            items: components["schemas"]["ChannelsLine"][];
            next: string | null;
        };
        "ListOf.ColumnView": {
            items: components["schemas"]["ColumnView"][];
            next: string | null;
        };
        "ListOf.DocumentLine": {
            items: components["schemas"]["DocumentLine"][];
            next: string | null;
        };
        "ListOf.DrawLine": {
            items: components["schemas"]["DrawLine"][];
            next: string | null;
        };
        "ListOf.EntryView": {
            items: components["schemas"]["EntryView"][];
            next: string | null;
        };
        "ListOf.FigureBrief": {
            items: components["schemas"]["FigureBrief"][];
            next: string | null;
        };
        "ListOf.FigureRow": {
            items: components["schemas"]["FigureRow"][];
            next: string | null;
        };
        "ListOf.FreezeView": {
            items: components["schemas"]["FreezeView"][];
            next: string | null;
        };
        "ListOf.IdentityPaperView": {
            items: components["schemas"]["IdentityPaperView"][];
            next: string | null;
        };
        "ListOf.IssuedLetterLine": {
            items: components["schemas"]["IssuedLetterLine"][];
            next: string | null;
        };
        "ListOf.KeyView": {
            items: components["schemas"]["KeyView"][];
            next: string | null;
        };
        "ListOf.LinkableView": {
            items: components["schemas"]["LinkableView"][];
            next: string | null;
        };
        "ListOf.MatterAlike": {
            items: components["schemas"]["MatterAlike"][];
            next: string | null;
        };
        "ListOf.MessageRouteView": {
            items: components["schemas"]["MessageRouteView"][];
            next: string | null;
        };
        "ListOf.NilView": {
            items: components["schemas"]["NilView"][];
            next: string | null;
        };
        "ListOf.OpenSessionView": {
            items: components["schemas"]["OpenSessionView"][];
            next: string | null;
        };
        "ListOf.PastSignInView": {
            items: components["schemas"]["PastSignInView"][];
            next: string | null;
        };
        "ListOf.PersonView": {
            items: components["schemas"]["PersonView"][];
            next: string | null;
        };
        "ListOf.PostedLineView": {
            items: components["schemas"]["PostedLineView"][];
            next: string | null;
        };
        "ListOf.RecordImportLine": {
            items: components["schemas"]["RecordImportLine"][];
            next: string | null;
        };
        "ListOf.RegisterLine": {
            items: components["schemas"]["RegisterLine"][];
            next: string | null;
        };
        "ListOf.ReliefLine": {
            items: components["schemas"]["ReliefLine"][];
            next: string | null;
        };
        "ListOf.RequestDecisionView": {
            items: components["schemas"]["RequestDecisionView"][];
            next: string | null;
        };
        "ListOf.RequestLetterForm": {
            items: components["schemas"]["RequestLetterForm"][];
            next: string | null;
        };
        "ListOf.RequestNoteView": {
            items: components["schemas"]["RequestNoteView"][];
            next: string | null;
        };
        "ListOf.RightView": {
            items: components["schemas"]["RightView"][];
            next: string | null;
        };
        "ListOf.RoleView": {
            items: components["schemas"]["RoleView"][];
            next: string | null;
        };
        "ListOf.SealUseView": {
            items: components["schemas"]["SealUseView"][];
            next: string | null;
        };
        "ListOf.SearchAnswerView": {
            items: components["schemas"]["SearchAnswerView"][];
            next: string | null;
        };
        "ListOf.SiteView": {
            items: components["schemas"]["SiteView"][];
            next: string | null;
        };
        MatterAlike: {
            agency: number;
            agency_name: string;
            alike: boolean;
            channel_name: string;
            class_name: string;
            days_left: number;
            department: string;
            /** Format: date */
            due_on: string | null;
            /** Format: date */
            ended_on: string | null;
            holder_name: string;
            id: number;
            kind: string;
            kind_name: string;
            likeness: number;
            number: string;
            /** Format: date-time */
            opened_at: string;
            outcome_name: string;
            phase: components["schemas"]["matters.Phase"];
            /** Format: date */
            received_on: string | null;
            round: number;
            same_person: boolean;
            state: string;
            state_name: string;
            title: string;
        };
        MatterChoice: {
            label: string;
            value: string;
        };
        MatterClockView: {
            code: string;
            days: components["schemas"]["MatterDayView"][];
            /** Format: date */
            due_on: string;
            /** Format: date */
            from: string;
            length: string;
            /** Format: date */
            met_on: string | null;
            missed: boolean;
            others: components["schemas"]["MatterOtherClock"][];
            provisional: boolean;
            source: string;
            title: string;
        };
        MatterCode: {
            code: string;
        };
        MatterContact: {
            address: string;
            contact_name: string;
            email: string;
            identity_kind: string;
            identity_number: string;
            name: string;
            phone: string;
            postcode: string;
            representative: string;
        };
        MatterContactInput: {
            address?: string;
            contact_name?: string;
            email?: string;
            identity_kind?: string;
            identity_number?: string;
            name?: string;
            phone?: string;
            postcode?: string;
            representative?: string;
        };
        MatterDayView: {
            because: string;
            counted: boolean;
            /** Format: date */
            date: string;
            number: number;
        };
        MatterDetail: {
            name: string;
            text: string;
        };
        MatterExportInput: {
            agency: number;
            appeal_block?: components["schemas"]["appeals.Block"] | null;
            appeal_column?: components["schemas"]["appeals.Column"] | null;
            band?: components["schemas"]["requests.DueBand"] | null;
            channel?: components["schemas"]["matters.Channel"] | null;
            department?: string;
            form?: components["schemas"]["TableForm"] | null;
            holder?: string;
            kind: string;
            outcome?: string;
            phase?: components["schemas"]["matters.Phase"] | null;
            q?: string;
            reassess?: components["schemas"]["requests.Reassess"] | null;
            /** Format: date */
            received_from?: string | null;
            /** Format: date */
            received_until?: string | null;
            state?: string;
            table_by?: components["schemas"]["requests.Split"] | null;
            table_class?: string;
            /** Format: date */
            table_from?: string | null;
            table_late?: boolean;
            table_line?: string;
            table_row?: number;
            /** Format: date */
            table_until?: string | null;
            topic?: string;
        };
        MatterFactView: {
            /** Format: date-time */
            at: string;
            code: string;
            code_name: string;
            department: string;
            file: number;
            holder_name: string;
            id: number;
            name: string;
            /** Format: date */
            on: string;
            person_name: string;
            round: number;
            said: components["schemas"]["MatterDetail"][];
            told: boolean;
            /** Format: date */
            until: string | null;
            verb: string;
            words: string;
        };
        MatterFileView: {
            /** Format: date-time */
            added_at: string;
            added_by_name: string;
            digest: string;
            embedded: boolean;
            name: string;
            position: number;
            removable: boolean;
            size: number;
            type: string;
        };
        MatterJointInput: {
            leader: string;
        };
        MatterLetterContent: {
            content: {
                [key: string]: unknown;
            };
            digest: string;
            id: number;
            kind: string;
            words: components["schemas"]["MatterLetterWords"] | null;
        };
        MatterLetterInput: {
            content: {
                [key: string]: unknown;
            };
            digest?: string | null;
            kind: string;
            letter?: number | null;
        };
        MatterLetterView: {
            /** Format: date-time */
            changed_at: string;
            digest: string;
            discardable: boolean;
            drafted_by_name: string;
            editable: boolean;
            id: number;
            issued_by_name: string;
            /** Format: date */
            issued_on: string | null;
            kind: string;
            kind_name: string;
            number: string;
            round: number;
            sealed: boolean;
        };
        MatterLetterWords: {
            addressee: string;
            annex: string[];
            annex_title: string;
            date: string;
            paragraphs: string[];
            signer: string;
            title: string;
        };
        MatterLine: {
            agency: number;
            agency_name: string;
            channel_name: string;
            class_name: string;
            days_left: number;
            department: string;
            /** Format: date */
            due_on: string | null;
            /** Format: date */
            ended_on: string | null;
            holder_name: string;
            id: number;
            kind: string;
            kind_name: string;
            number: string;
            /** Format: date-time */
            opened_at: string;
            outcome_name: string;
            phase: components["schemas"]["matters.Phase"];
            /** Format: date */
            received_on: string | null;
            round: number;
            state: string;
            state_name: string;
            title: string;
        };
        MatterList: {
            items: components["schemas"]["MatterLine"][];
            next: string | null;
            states: components["schemas"]["MatterStateCount"][];
        };
        MatterOpened: {
            code: string;
            id: number;
            number: string;
        };
        MatterOtherClock: {
            confirmed: boolean;
            /** Format: date */
            due_on: string;
            /** Format: date */
            from: string;
            grade: string;
            /** Format: date */
            in_force_from: string | null;
            /** Format: date */
            in_force_until: string | null;
            length: string;
            source: string;
            title: string;
        };
        MatterPartyView: {
            class_name: string;
            contact: components["schemas"]["MatterContact"] | null;
            id: number;
            role: components["schemas"]["matters.PartyRole"];
            role_name: string;
        };
        MatterQuestion: {
            ask: components["schemas"]["matters.Ask"];
            choices: components["schemas"]["MatterChoice"][];
            hint: string;
            label: string;
            owed: boolean;
            /** Format: date */
            proposed: string | null;
        };
        MatterRatingView: {
            /** Format: date-time */
            at: string;
            round: number;
            stars: number;
            words: string;
        };
        MatterRelationView: {
            id: number;
            leads: boolean;
            number: string;
            state_name: string;
            tie: components["schemas"]["matters.Tie"];
            tie_name: string;
            title: string;
        };
        /** @enum {string} */
        "matters.Ask": "on" | "until" | "code" | "about" | "other" | "department" | "holder" | "letter" | "file" | "count" | "place" | "person" | "terms";
        /** @enum {string} */
        "matters.Channel": "online" | "counter" | "registered-post" | "post" | "fax" | "mail" | "oral" | "inner";
        /** @enum {string} */
        "matters.PartyRole": "applicant" | "agent" | "third-party" | "joint-maker" | "other-agency";
        /** @enum {string} */
        "matters.Phase": "Open" | "Waiting" | "Done" | "Ended";
        /** @enum {string} */
        "matters.Tie": "joint" | "divided" | "repeats" | "follows";
        MatterSignature: {
            remark: string;
            /** Format: date-time */
            signed_at: string | null;
            signed_by_name: string;
            title: string;
        };
        MatterStateCount: {
            count: number;
            state: string;
            state_name: string;
        };
        MatterStepInput: {
            about?: number | null;
            code?: string | null;
            count?: number | null;
            department?: string | null;
            file?: number | null;
            holder?: string | null;
            letter?: number | null;
            /** Format: date */
            on?: string | null;
            other?: string | null;
            person?: string | null;
            place?: string | null;
            reason?: string | null;
            revision: number;
            step: string;
            terms?: string | null;
            /** Format: date */
            until?: string | null;
        };
        MatterStepOffer: {
            allowed: boolean;
            leads: string;
            name: string;
            questions: components["schemas"]["MatterQuestion"][];
            reason_label: string;
            reason_owed: boolean;
            sentence: string;
            stays: boolean;
            step: string;
            why_not: string | null;
        };
        MatterView: {
            agency: number;
            agency_name: string;
            channel_name: string;
            class_name: string;
            clocks: components["schemas"]["MatterClockView"][];
            comments: components["schemas"]["CommentView"][];
            days_left: number;
            department: string;
            details: components["schemas"]["MatterDetail"][];
            /** Format: date */
            due_on: string | null;
            /** Format: date */
            ended_on: string | null;
            facts: components["schemas"]["MatterFactView"][];
            files: components["schemas"]["MatterFileView"][];
            handles: boolean;
            holder_name: string;
            id: number;
            kind: string;
            kind_name: string;
            letter_kinds: components["schemas"]["MatterChoice"][];
            letters: components["schemas"]["MatterLetterView"][];
            number: string;
            /** Format: date-time */
            opened_at: string;
            outcome_name: string;
            parties: components["schemas"]["MatterPartyView"][];
            phase: components["schemas"]["matters.Phase"];
            ratings: components["schemas"]["MatterRatingView"][];
            /** Format: date */
            received_on: string | null;
            relations: components["schemas"]["MatterRelationView"][];
            revision: number;
            round: number;
            signatures: components["schemas"]["MatterSignature"][];
            state: string;
            state_name: string;
            steps: components["schemas"]["MatterStepOffer"][];
            title: string;
            told: string;
        };
        MessageRouteInput: {
            agency: number;
            department: string;
            topic: string;
        };
        MessageRouteView: {
            agency: number;
            agency_name: string;
            department: string;
            topic: string;
            topic_name: string;
        };
        MonthCount: {
            count: number;
            month: string;
        };
        MovedDueView: {
            /** Format: date */
            after: string;
            /** Format: date */
            before: string;
            document: number;
            title: string;
        };
        NewAgencyInput: {
            code: string;
            host?: string | null;
            name: string;
            parent?: number | null;
            prefix?: string | null;
            short_name: string;
        };
        NewAppealInput: {
            /** Format: date */
            accepted_on?: string | null;
            agency: number;
            body: string;
            case_number?: string | null;
            claim?: string | null;
            /** Format: date */
            received_on: string;
            request: string;
            way: components["schemas"]["appeals.Way"];
        };
        NewColumnInput: {
            description?: string | null;
            keywords?: string | null;
            name: string;
            parent?: number | null;
            position?: number | null;
            register_code?: string | null;
            site: number;
            slug: string;
            statutory_item?: string | null;
            type: components["schemas"]["agencies.ColumnType"];
            update_cycle_days?: number | null;
        };
        NewDrawInput: {
            agency: number;
            beacon_source?: string | null;
            codes?: string[] | null;
            enforcement?: string | null;
            inspectors_each: number;
            number: string;
            objects_drawn: number;
            plan: string;
            recused?: components["schemas"]["DrawRecusalInput"][] | null;
            /** Format: date-time */
            reveal_from: string;
            risk?: string | null;
            trade?: string | null;
        };
        NewKeyInput: {
            agency: number;
            /** Format: date */
            expires_on: string;
            name: string;
            rights?: components["schemas"]["accounts.Right"][] | null;
        };
        NewKeyView: {
            key: string;
        };
        NewPersonInput: {
            agency: number;
            grants: components["schemas"]["GrantInput"][];
            login: string;
            name: string;
        };
        NewPersonView: {
            first_password: string;
            person: components["schemas"]["PersonView"];
        };
        NewRecordInput: {
            agency: number;
            register: string;
            words: {
                [key: string]: unknown;
            };
        };
        NewRectificationInput: {
            agency: number;
            assessed?: boolean | null;
            /** Format: date */
            found_on: string;
            kind: string;
            measures?: string | null;
            origin: string;
            origin_number?: string | null;
            place: string;
            problem: string;
            title: string;
        };
        NewRequestInput: {
            agency: number;
            agent?: components["schemas"]["MatterContactInput"] | null;
            applicant: components["schemas"]["requests.Applicant"];
            /** Format: date */
            came_on: string;
            carrier: components["schemas"]["requests.Carrier"];
            channel: components["schemas"]["matters.Channel"];
            contact: components["schemas"]["MatterContactInput"];
            document_number?: string | null;
            helped?: boolean | null;
            purpose: components["schemas"]["requests.Purpose"];
            suggests_public?: boolean | null;
            topic?: string | null;
            wanted: string;
            way: components["schemas"]["requests.Way"];
        };
        NewWordsInput: {
            body: components["schemas"]["ContentTree"];
            column: number;
            metadata: components["schemas"]["publications.MetadataInput"];
        };
        NilInput: {
            agency: number;
            period: string;
            register: string;
        };
        NilView: {
            agency: number;
            agency_name: string;
            /** Format: date-time */
            at: string;
            period: string;
            person_name: string;
            register: string;
        };
        OpenedInput: {
            field: string;
            reason: string;
        };
        OpenedRecusalInput: {
            inspector: string;
            object: string;
            reason: string;
        };
        OpenedRecusalView: {
            text: string;
        };
        OpenedView: {
            field: string;
            text: string;
        };
        OpenSessionView: {
            agent: string;
            /** Format: date-time */
            began_at: string;
            current: boolean;
            id: number;
            network: string;
            /** Format: date-time */
            seen_at: string;
        };
        OrganisationInput: {
            departments: components["schemas"]["DepartmentInput"][];
            openness: components["schemas"]["agencies.OpennessOfficeInput"];
        };
        PasswordInput: {
            new_password: string;
            old_password: string;
        };
        PastSignInView: {
            agent: string;
            /** Format: date-time */
            at: string;
            network: string;
            outcome: string;
            outcome_name: string;
        };
        PersonInput: {
            agency: number;
            grants: components["schemas"]["GrantInput"][];
            name: string;
        };
        PersonView: {
            agency: number;
            agency_name: string;
            /** Format: date-time */
            created_at: string;
            first_password_ended: boolean;
            /** Format: date-time */
            first_password_ends_at: string | null;
            grants: components["schemas"]["GrantView"][];
            id: number;
            login: string;
            must_change_password: boolean;
            name: string;
            revision: number;
            second_factor: boolean;
            /** Format: date-time */
            signed_in_at: string | null;
            state: components["schemas"]["accounts.PersonState"];
            state_name: string;
        };
        PostedLineView: {
            column_name: string;
            id: number;
            /** Format: date-time */
            posted_at: string;
            summary: string;
            title: string;
        };
        PostedView: {
            agency_name: string;
            attachments: components["schemas"]["AttachmentView"][];
            body: components["schemas"]["ContentTree"];
            column_name: string;
            document_number: string;
            id: number;
            /** Format: date-time */
            posted_at: string;
            title: string;
        };
        /** @description 办理不成的原因（RFC 9457）。 */
        Problem: {
            /** @description 改动所依据的内容已经过时时，给出现在的内容；文件已经导入过时，给出那份文件。 */
            current?: unknown;
            fields: components["schemas"]["FieldView"][];
            key: string;
            reference: string;
            status: number;
            title: string;
            type: string;
        };
        ProofInput: {
            code?: string | null;
            password?: string | null;
        };
        /** @enum {string} */
        "publications.Answer": "Open" | "Accepted" | "Mended";
        /** @enum {string} */
        "publications.DisclosureClass": "Undecided" | "Active" | "OnRequest" | "Withheld" | "Internal";
        "publications.Metadata": {
            author: string;
            contact: string;
            disclosure: components["schemas"]["publications.DisclosureClass"];
            disclosure_reason: string;
            document_number: string;
            /** Format: date */
            effective_on: string | null;
            /** Format: date */
            expires_on: string | null;
            genre: string;
            /** Format: date */
            issued_on: string | null;
            issuer: string;
            keywords: string;
            kind: string;
            source: string;
            stage: string;
            summary: string;
            themes: string[];
            title: string;
            validity: components["schemas"]["publications.Validity"];
            validity_basis: string;
        };
        "publications.MetadataInput": {
            author?: string;
            contact?: string;
            disclosure?: components["schemas"]["publications.DisclosureClass"];
            disclosure_reason?: string;
            document_number?: string;
            /** Format: date */
            effective_on?: string | null;
            /** Format: date */
            expires_on?: string | null;
            genre?: string;
            /** Format: date */
            issued_on?: string | null;
            issuer?: string;
            keywords?: string;
            kind?: string;
            source?: string;
            stage?: string;
            summary?: string;
            themes?: string[];
            title?: string;
            validity?: components["schemas"]["publications.Validity"];
            validity_basis?: string;
        };
        /** @enum {string} */
        "publications.Relation": "Interprets" | "Amends" | "Repeals" | "Implements" | "Related";
        /** @enum {string} */
        "publications.State": "Draft" | "Submitted" | "Reviewed" | "Cleared" | "Published" | "Superseded" | "Withdrawn" | "Posted" | "Recalled";
        /** @enum {string} */
        "publications.Step": "submit" | "send-back" | "review" | "clear" | "publish" | "post" | "supersede" | "withdraw" | "revise";
        /** @enum {string} */
        "publications.Validity": "None" | "Pending" | "InForce" | "Amended" | "PartlyExpired" | "Expired" | "Repealed" | "Revoked";
        PublicWordsInput: {
            answer: string;
            question: string;
            revision: number;
            title: string;
        };
        PublicWordsView: {
            answer: string;
            question: string;
            title: string;
        };
        /** @enum {string} */
        "questions.AnswerKind": "Words" | "Document" | "Aside";
        /** @enum {string} */
        "questions.Found": "Nothing" | "Parts";
        /** @enum {string} */
        "questions.Order": "Most" | "Latest";
        /** @enum {string} */
        "questions.Settled": "Open" | "Answered";
        QuestionsFilterInput: {
            agency: number;
            order?: components["schemas"]["questions.Order"] | null;
            settled?: components["schemas"]["questions.Settled"] | null;
            text?: string | null;
        };
        ReasonInput: {
            reason: string;
        };
        RecordedMonths: {
            months: string[];
        };
        RecordEntryView: {
            act: components["schemas"]["records.Act"];
            act_name: string;
            /** Format: date-time */
            at: string;
            entry: number;
            person_name: string;
            reason: string;
            version: number;
            words: boolean;
        };
        RecordExportInput: {
            agency: number;
            form?: components["schemas"]["TableForm"] | null;
            layout?: string | null;
            register: string;
            state?: components["schemas"]["records.State"] | null;
            text?: string;
            where?: string;
        };
        RecordFacet: {
            field: string;
            more: boolean;
            title: string;
            values: components["schemas"]["RecordFacetValue"][];
        };
        RecordFacetValue: {
            count: number;
            count_text: string;
            name: string;
            value: string;
        };
        RecordFact: {
            field: string;
            files: components["schemas"]["RecordFile"][];
            sealed: boolean;
            text: string;
            title: string;
        };
        RecordFacts: {
            facts: components["schemas"]["RecordFact"][];
            title: string;
        };
        RecordFile: {
            digest: string;
            name: string;
            size: number;
        };
        RecordFileTaken: {
            digest: string;
            name: string;
            size: number;
            value: string;
        };
        RecordImportCheck: {
            acceptable: boolean;
            columns: components["schemas"]["RecordImportColumn"][];
            corrected: number;
            entered: number;
            lines: components["schemas"]["RecordImportRow"][];
            more: boolean;
            problems: components["schemas"]["RecordImportProblem"][];
            refused: number;
            rows: number;
            same: number;
            workbook: boolean;
        };
        RecordImportColumn: {
            field: string;
            heading: string;
            letters: string;
            passed_over: boolean;
            title: string;
        };
        RecordImportLine: {
            agency: number;
            agency_name: string;
            /** Format: date-time */
            at: string;
            corrected: number;
            entered: number;
            id: number;
            name: string;
            person_name: string;
            reason: string;
            register: string;
            same: number;
            undone: components["schemas"]["RecordImportUndoing"] | null;
        };
        RecordImportProblem: {
            cell: string;
            field: string;
            key: string;
            message: string;
            refuses: boolean;
            title: string;
        };
        RecordImportRow: {
            action: components["schemas"]["records.Action"];
            action_name: string;
            key: string;
            problems: components["schemas"]["RecordImportProblem"][];
            row: number;
        };
        RecordImportUndoing: {
            /** Format: date-time */
            at: string;
            id: number;
            kept: number;
            person_name: string;
            reason: string;
            refused: number;
            reversed: number;
        };
        RecordImportUndoInput: {
            reason: string;
        };
        RecordImportView: {
            agency: number;
            agency_name: string;
            /** Format: date-time */
            at: string;
            corrected: number;
            entered: number;
            id: number;
            items: components["schemas"]["ImportedRecordLine"][];
            kept: number;
            name: string;
            next: string | null;
            person_name: string;
            reason: string;
            refused: number;
            register: string;
            register_title: string;
            reversed: number;
            same: number;
            steps: components["schemas"]["StepView"][];
            undoable: boolean;
            undone: components["schemas"]["RecordImportUndoing"] | null;
        };
        RecordImportWatchView: {
            known: boolean;
            rows: number;
        };
        RecordLine: {
            agency: number;
            agency_name: string;
            cells: {
                [key: string]: string;
            };
            /** Format: date-time */
            changed_at: string;
            id: number;
            number: string;
            public: boolean;
            state: components["schemas"]["records.State"];
            state_name: string;
            title: string;
            withheld: boolean;
        };
        RecordList: {
            facets: components["schemas"]["RecordFacet"][];
            items: components["schemas"]["RecordLine"][];
            next: string | null;
        };
        RecordNotice: {
            field: string;
            message: string;
            title: string;
            withholds: boolean;
        };
        RecordPastView: {
            newest: components["schemas"]["RecordWordsView"] | null;
            shown: components["schemas"]["RecordWordsView"] | null;
            withdrawn_reason: string;
        };
        /** @enum {string} */
        "records.Act": "enter" | "correct" | "publish" | "withdraw" | "restore" | "erase" | "undo";
        /** @enum {string} */
        "records.Action": "new" | "changed" | "same" | "refused";
        /** @enum {string} */
        "records.Bucket": "reversed" | "kept" | "refused";
        /** @enum {string} */
        "records.Differs": "MissingHere" | "MissingThere" | "Otherwise" | "Unjudged";
        /** @enum {string} */
        "records.Duty": "Met" | "MetLate" | "Missed" | "Open" | "Unjudged" | "None";
        /** @enum {string} */
        "records.Nil": "none" | "month" | "quarter" | "year";
        /** @enum {string} */
        "records.Privacy": "open" | "scanned" | "personal" | "sealed";
        /** @enum {string} */
        "records.Share": "Owed" | "Published" | "Late" | "Overdue" | "Unjudged";
        /** @enum {string} */
        "records.State": "Entered" | "Signing" | "Signed" | "Published" | "Withdrawn" | "Erased";
        /** @enum {string} */
        "records.Step": "Correct" | "Submit" | "Sign" | "SendBack" | "TakeBack" | "Publish" | "Demand" | "Withdraw" | "Restore" | "Erase";
        RecordStepInput: {
            reason?: string | null;
            step: components["schemas"]["records.Step"];
        };
        RecordStepView: {
            /** Format: date-time */
            at: string;
            leads: string;
            person_name: string;
            remark: string;
            step_name: string;
        };
        RecordView: {
            agency: number;
            agency_name: string;
            /** Format: date-time */
            changed_at: string;
            corrected: boolean;
            correction: components["schemas"]["StepView"] | null;
            /** Format: date */
            demanded_on: string | null;
            entries: components["schemas"]["RecordEntryView"][];
            facts: components["schemas"]["RecordFacts"][];
            id: number;
            notices: components["schemas"]["RecordNotice"][];
            number: string;
            openable: boolean;
            public: boolean;
            register: string;
            register_title: string;
            revision: number;
            sealed: components["schemas"]["SealedFieldView"][];
            /** Format: date */
            shown_until: string | null;
            state: components["schemas"]["records.State"];
            state_name: string;
            steps: components["schemas"]["StepView"][];
            steps_taken: components["schemas"]["RecordStepView"][];
            title: string;
            withheld: boolean;
            words: {
                [key: string]: unknown;
            };
        };
        RecordWordsView: {
            /** Format: date-time */
            at: string;
            entry: number;
            facts: components["schemas"]["RecordFacts"][];
            person_name: string;
        };
        RecoveryCodes: {
            recovery_codes: string[];
        };
        RegisterChoice: {
            /** Format: date */
            from: string | null;
            label: string;
            /** Format: date */
            until: string | null;
            value: string;
        };
        RegisterField: {
            allow: string[];
            choices: components["schemas"]["RegisterChoice"][];
            code: string;
            computed: boolean;
            digits: number;
            example: string;
            fields: components["schemas"]["RegisterField"][];
            forbidden_when: {
                [key: string]: unknown;
            } | null;
            /** Format: date */
            from: string | null;
            help: string;
            length: number;
            many: boolean;
            maximum: string;
            minimum: string;
            privacy: components["schemas"]["records.Privacy"];
            privacy_name: string;
            required: boolean;
            required_when: {
                [key: string]: unknown;
            } | null;
            title: string;
            type: string;
            unit: string;
            /** Format: date */
            until: string | null;
        };
        RegisterGroup: {
            fields: string[];
            title: string;
        };
        RegisterLayout: {
            code: string;
            source: string;
            title: string;
        };
        RegisterLine: {
            code: string;
            counterpart: string;
            entry: string;
            for_staff: boolean;
            group: string;
            nil: components["schemas"]["records.Nil"];
            nil_name: string;
            signed: boolean;
            source: string;
            title: string;
            version: number;
        };
        RegisterView: {
            at: string;
            code: string;
            columns: string[];
            counterpart: string;
            entry: string;
            fields: components["schemas"]["RegisterField"][];
            filters: string[];
            for_staff: boolean;
            group: string;
            groups: components["schemas"]["RegisterGroup"][];
            json_schema: {
                [key: string]: unknown;
            };
            layouts: components["schemas"]["RegisterLayout"][];
            named_by: string[];
            nil: components["schemas"]["records.Nil"];
            nil_name: string;
            signed: boolean;
            sorts: string[];
            source: string;
            title: string;
            version: number;
        };
        ReliefInput: {
            agency: number;
            court: string;
            online?: string | null;
            reconsideration: string;
        };
        ReliefLine: {
            agency: number;
            agency_name: string;
            court: string;
            online: string;
            reconsideration: string;
        };
        ReliefView: {
            court: string;
            online: string;
            reconsideration: string;
        };
        RequestBreakdown: {
            by: components["schemas"]["requests.Split"];
            lines: components["schemas"]["RequestTally"][];
            title: string;
        };
        RequestDecisionView: {
            basis: string;
            decision: components["schemas"]["requests.Decision"];
            grounds: components["schemas"]["MatterChoice"][];
            hint: string;
            may: string[];
            name: string;
            owes: string[];
            purpose: components["schemas"]["requests.Purpose"];
        };
        RequestDivisionInput: {
            parts: components["schemas"]["RequestPartInput"][];
            reason: string;
            revision: number;
        };
        RequestLetterForm: {
            kind: string;
            slots: components["schemas"]["RequestLetterSlot"][];
            title: string;
        };
        RequestLetterSlot: {
            code: string;
            kind: string;
            owed: boolean;
            title: string;
        };
        RequestNoteView: {
            attempts: number;
            fact: number;
            state: components["schemas"]["requests.TellingState"];
            state_name: string;
        };
        RequestPartInput: {
            document_number?: string | null;
            wanted: string;
        };
        RequestPartyInput: {
            contact: components["schemas"]["MatterContactInput"];
            role: components["schemas"]["matters.PartyRole"];
        };
        RequestReplyInput: {
            annexes?: string[] | null;
            channel?: string | null;
            decision: components["schemas"]["requests.Decision"];
            digest?: string | null;
            earlier?: string | null;
            grounds?: components["schemas"]["requests.Ground"][] | null;
            letter?: number | null;
            material?: string[] | null;
            online?: boolean | null;
            reasons?: string | null;
            responsible?: string | null;
            withheld?: string | null;
        };
        /** @enum {string} */
        "requests.Applicant": "natural" | "business" | "research" | "welfare" | "legal" | "other";
        /** @enum {string} */
        "requests.Carrier": "paper" | "electronic";
        /** @enum {string} */
        "requests.Decision": "open" | "already-open" | "partly" | "withheld-secret" | "withheld-forbidden" | "withheld-safety" | "withheld-third-party" | "withheld-internal" | "withheld-process" | "withheld-case-file" | "inquiry" | "not-held" | "not-ours" | "transferred" | "to-be-made" | "unclear" | "petition" | "repeat" | "publication" | "excessive" | "confirmation" | "supplement-lapsed" | "fee-lapsed" | "withdrawn" | "divided" | "corrected" | "correction-forwarded" | "not-corrected" | "correction-elsewhere";
        /** @enum {string} */
        "requests.DueBand": "near" | "last" | "overdue";
        /** @enum {string} */
        "requests.Ground": "14-1" | "14-2" | "14-3" | "15" | "16-1" | "16-2" | "16-3";
        /** @enum {string} */
        "requests.LetterKind": "receipt" | "supplement" | "reasons" | "extension" | "deferral" | "third-party" | "consultation-told" | "third-party-told" | "co-maker" | "co-handling" | "fee" | "reply" | "correction" | "archive-contents" | "approval-sheet" | "opinion-form" | "forwarding" | "handover";
        /** @enum {string} */
        "requests.Purpose": "information" | "correction";
        /** @enum {string} */
        "requests.Reassess": "all" | "soon" | "overdue";
        /** @enum {string} */
        "requests.Sealing": "seal" | "stamp";
        /** @enum {string} */
        "requests.Sheet": "application" | "registration" | "service";
        /** @enum {string} */
        "requests.Split": "channel" | "department" | "outcome" | "topic" | "days";
        /** @enum {string} */
        "requests.TellingState": "queued" | "sent" | "failed" | "given-up";
        /** @enum {string} */
        "requests.Way": "post" | "electronic" | "collect" | "read";
        RequestTable: {
            breaches: components["schemas"]["RequestTableBreach"][];
            breakdowns: components["schemas"]["RequestBreakdown"][];
            columns: components["schemas"]["RequestTableColumn"][];
            /** Format: date */
            from: string;
            rows: components["schemas"]["RequestTableRow"][];
            total: components["schemas"]["RequestTally"];
            /** Format: date */
            until: string;
        };
        RequestTableBreach: {
            column: number;
            identity: string;
            row: number;
        };
        RequestTableColumn: {
            code: string;
            title: string;
        };
        RequestTableRow: {
            row: number;
            title: string;
            values: number[];
        };
        RequestTakeOverInput: {
            reason?: string | null;
            revision: number;
        };
        RequestTally: {
            carried_in: number;
            carried_on: number;
            code: string;
            days: number;
            ended: number;
            late: number;
            longest: number | null;
            received: number;
            timed: number;
            title: string;
            twice_median: number | null;
        };
        ReviewView: {
            /** Format: date-time */
            at: string;
            edition: number;
            leads: string;
            person: string;
            person_name: string;
            remark: string;
            step: components["schemas"]["publications.Step"];
            step_name: string;
        };
        RevisionInput: {
            change_note: string;
        };
        RightView: {
            allows: string;
            domain: components["schemas"]["accounts.Domain"];
            domain_name: string;
            for_keys: boolean;
            name: string;
            right: components["schemas"]["accounts.Right"];
        };
        RoleView: {
            name: string;
            right_names: string[];
            rights: components["schemas"]["accounts.Right"][];
            role: components["schemas"]["accounts.Role"];
        };
        ScheduleInput: {
            /** Format: date-time */
            at: string;
        };
        ScopeView: {
            agencies: number[];
            all: boolean;
        };
        SealedFieldView: {
            erased: boolean;
            field: string;
        };
        SealUseView: {
            letter: number;
            letter_digest: string;
            matter: number;
            number: string;
            seal: number;
            /** Format: date-time */
            used_at: string;
            used_by_name: string;
        };
        SearchAnswerInput: {
            agency: number;
            ask?: string | null;
            document?: number | null;
            find?: string[] | null;
            kind: components["schemas"]["questions.AnswerKind"];
            question?: string | null;
            reason?: string | null;
        };
        SearchAnswerView: {
            agency: number;
            agency_name: string;
            ask: string;
            document: number | null;
            document_title: string;
            find: string[];
            id: number;
            kind: components["schemas"]["questions.AnswerKind"];
            kind_name: string;
            /** Format: date-time */
            made_at: string;
            made_by_name: string;
            question: string;
            reason: string;
        };
        SecondFactorOfferView: {
            qr_svg: string;
            secret: string;
            uri: string;
        };
        SelfView: {
            agency: components["schemas"]["AgencyBrief"] | null;
            id: number;
            login: string;
            name: string;
        };
        SessionView: {
            csrf_token: string;
            demonstration: boolean;
            draft_key: string | null;
            /** Format: date-time */
            expires_at: string | null;
            grants: components["schemas"]["GrantView"][];
            idle_minutes: number;
            must_bind_second_factor: boolean;
            must_change_password: boolean;
            operations: string[];
            person: components["schemas"]["SelfView"] | null;
            read_only: boolean;
            rights: {
                [key: string]: components["schemas"]["ScopeView"];
            };
            second_factor: boolean;
            simulation: boolean;
        };
        ShareCount: {
            count: number;
            share: components["schemas"]["records.Share"];
            share_name: string;
        };
        ShareFilterInput: {
            agency: number;
            register: string;
            share?: components["schemas"]["records.Share"] | null;
        };
        SignInInput: {
            code?: string | null;
            login: string;
            password: string;
        };
        SiteInput: {
            facts: components["schemas"]["agencies.SiteFactsInput"];
            host: string;
            name: string;
            prefix: string;
        };
        SiteView: {
            agency: number;
            agency_name: string;
            facts: components["schemas"]["agencies.SiteFacts"];
            host: string;
            id: number;
            name: string;
            prefix: string;
            revision: number;
        };
        StaleColumn: {
            column: number;
            cycle_days: number;
            /** Format: date */
            last_on: string | null;
            name: string;
            site: number;
            site_name: string;
        };
        StateCount: {
            count: number;
            name: string;
            state: components["schemas"]["publications.State"];
        };
        StepInput: {
            force?: boolean | null;
            reason?: string | null;
            step: components["schemas"]["publications.Step"];
        };
        StepView: {
            allowed: boolean;
            leads: string;
            name: string;
            reason_label: string;
            reason_owed: boolean;
            sentence: string;
            step: string;
            why_not: string | null;
        };
        SubstituteAnswer: {
            substitute: components["schemas"]["SubstituteView"] | null;
        };
        SubstituteInput: {
            /** Format: date */
            from: string;
            login: string;
            /** Format: date */
            until: string;
        };
        SubstituteView: {
            /** Format: date */
            from: string;
            login: string;
            name: string;
            person: number;
            /** Format: date */
            until: string;
        };
        /** @enum {string} */
        TableForm: "Csv" | "Xlsx";
        TaskCount: {
            count: number;
            name: string;
            task: string;
        };
        TaskList: {
            counts: components["schemas"]["TaskCount"][];
            items: components["schemas"]["TaskView"][];
            next: string | null;
        };
        TaskView: {
            agency: number;
            agency_name: string;
            author_name: string;
            band_name: string;
            /** Format: date */
            due_on: string | null;
            instead_of: string;
            late: boolean;
            /** Format: date-time */
            not_before: string | null;
            place: string;
            /** Format: date-time */
            since: string;
            state: string;
            state_name: string;
            subject: string;
            task: string;
            task_name: string;
            title: string;
        };
        TermView: {
            children: string[];
            chinese: string;
            name: string;
        };
        VocabulariesView: {
            column_types: components["schemas"]["TermView"][];
            disclosures: components["schemas"]["TermView"][];
            events: components["schemas"]["TermView"][];
            genres: components["schemas"]["TermView"][];
            identity_documents: components["schemas"]["TermView"][];
            kinds: components["schemas"]["TermView"][];
            message_topics: components["schemas"]["TermView"][];
            problem_kinds: components["schemas"]["TermView"][];
            problem_origins: components["schemas"]["TermView"][];
            read_endings: components["schemas"]["TermView"][];
            registers: components["schemas"]["TermView"][];
            relations: components["schemas"]["TermView"][];
            stages: components["schemas"]["TermView"][];
            states: components["schemas"]["TermView"][];
            statutory_items: components["schemas"]["TermView"][];
            steps: components["schemas"]["TermView"][];
            themes: components["schemas"]["TermView"][];
            validities: components["schemas"]["TermView"][];
        };
        WarningView: {
            code: string;
            message: string;
        };
        WordsInput: {
            body: components["schemas"]["ContentTree"];
            metadata: components["schemas"]["publications.MetadataInput"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
