// The shapes of /api/v1 under the names that the console uses. They are those of schema.ts, which is
// made from what the program says of itself; only what is no answer of its own is written here.
import type { components } from './schema';
import type { Tree } from '../content/tree';

type Shapes = components['schemas'];

export interface Page<T> {
  items: T[];
  next?: string | null;
}

export type ProblemBody = Omit<Shapes['Problem'], 'type' | 'fields' | 'reference'> & {
  type?: string;
  detail?: string;
  fields?: FieldProblem[];
  reference?: string;
};
export type FieldProblem = Shapes['FieldView'];

export type Reach = Shapes['accounts.Reach'];
/** A grant as it is sent; answers add the names. */
export type Grant = Shapes['GrantInput'] & Partial<Shapes['GrantView']>;
export type Right = Shapes['accounts.Right'];
export type RightInfo = Shapes['RightView'];
export type Session = Shapes['SessionView'];
export type OtherSession = Shapes['OpenSessionView'];
export type SignInRecord = Shapes['PastSignInView'];
export type Person = Shapes['PersonView'];
export type RoleInfo = Shapes['RoleView'];
export type ApiKey = Shapes['KeyView'];

export type CalendarDay = Shapes['CalendarDay'];
export type CalendarLine = Shapes['CalendarLine'];
export type CalendarYear = Shapes['CalendarYearView'];
export type CalendarChange = Shapes['CalendarChangeView'];

export type Agency = Shapes['AgencyView'];
export type OpennessOffice = Shapes['agencies.OpennessOffice'];
export type SiteFacts = Shapes['agencies.SiteFacts'];
export type Site = Shapes['SiteView'];
export type Column = Shapes['ColumnView'];
export type Term = Shapes['TermView'];
export type Vocabularies = Partial<Record<string, Term[]>>;

export type DocumentLine = Shapes['DocumentLine'];
export type Metadata = Shapes['publications.Metadata'];
export type Attachment = Shapes['AttachmentView'];
/** The body is the content tree of content/tree.ts; the schema says the same in looser words. */
export type Edition = Omit<Shapes['EditionView'], 'body'> & { body: Tree };
export type StepOffer = Shapes['StepView'];
/** What a thing of any kind tells of a step that was taken. */
export type StepTaken = Pick<Shapes['ReviewView'], 'step_name' | 'leads' | 'person_name' | 'remark' | 'at'>;
export type Linkable = Shapes['LinkableView'];
export type Finding = Shapes['FindingView'];
export type Comment = Shapes['CommentView'];
export type Work = Omit<Shapes['DocumentView'], 'edition'> & { edition: Edition };
export type Differences = Shapes['ComparisonView'];
export type ImportAnswer = Omit<Shapes['ImportView'], 'document'> & { document: Work };

export type PostedLine = Shapes['PostedLineView'];
export type Posted = Omit<Shapes['PostedView'], 'body'> & { body: Tree };

export type AskedQuestion = Shapes['AskedQuestionView'];
export type SearchAnswer = Shapes['SearchAnswerView'];

export type RegisterLine = Shapes['RegisterLine'];
export type RegisterField = Shapes['RegisterField'];
export type RegisterView = Shapes['RegisterView'];
export type RecordLine = Shapes['RecordLine'];
export type RecordFacet = Shapes['RecordFacet'];
export type Difference = Shapes['DifferenceView'];
export type CounterpartRow = Shapes['CounterpartRow'];
export type CounterpartState = Shapes['CounterpartView'];
export type RecordList = Shapes['RecordList'];
export type RecordFacts = Shapes['RecordFacts'];
export type FileTaken = Shapes['RecordFileTaken'];
export type RecordWhole = Shapes['RecordView'];
export type RecordWords = Shapes['RecordWordsView'];
export type DrawLine = Shapes['DrawLine'];
export type DrawRecusal = Shapes['DrawRecusal'];
export type DrawWhole = Shapes['DrawView'];
export type IssuedLetterLine = Shapes['IssuedLetterLine'];
export type LedgerCheck = Shapes['LedgerCheck'];
export type LedgerProblem = Shapes['LedgerProblemView'];
export type MatterAlike = Shapes['MatterAlike'];
export type MatterLine = Shapes['MatterLine'];
export type MatterList = Shapes['MatterList'];
export type MatterWhole = Shapes['MatterView'];
export type MatterQuestion = Shapes['MatterQuestion'];
export type MatterOffer = Shapes['MatterStepOffer'];
export type MatterClock = Shapes['MatterClockView'];
export type MatterFile = Shapes['MatterFileView'];
export type MatterFact = Shapes['MatterFactView'];
export type AgencySeal = Shapes['AgencySealView'];
export type SealUse = Shapes['SealUseView'];
export type MatterLetter = Shapes['MatterLetterView'];
export type MatterLetterContent = Shapes['MatterLetterContent'];
export type MatterParty = Shapes['MatterPartyView'];
export type MessageRoute = Shapes['MessageRouteView'];
export type Channels = Shapes['ChannelsView'];
export type ChannelsLine = Shapes['ChannelsLine'];
export type IdentityPaper = Shapes['IdentityPaperView'];
export type RequestNote = Shapes['RequestNoteView'];
export type Relief = Shapes['ReliefView'];
export type ReliefLine = Shapes['ReliefLine'];
export type MatterOpened = Shapes['MatterOpened'];
export type RequestDecision = Shapes['RequestDecisionView'];
export type RequestBreakdown = Shapes['RequestBreakdown'];
export type RequestTable = Shapes['RequestTable'];
export type AppealTable = Shapes['AppealTable'];
export type RequestTally = Shapes['RequestTally'];
export type RequestLetterForm = Shapes['RequestLetterForm'];
export type PublicWords = Shapes['PublicWordsView'];
export type RecordPast = Shapes['RecordPastView'];
export type NilDeclaration = Shapes['NilView'];
export type RecordImportCheck = Shapes['RecordImportCheck'];
export type RecordImportColumn = Shapes['RecordImportColumn'];
export type RecordImportProblem = Shapes['RecordImportProblem'];
export type RecordImportLine = Shapes['RecordImportLine'];
export type RecordImport = Shapes['RecordImportView'];
export type ImportedRecord = Shapes['ImportedRecordLine'];
export type RecordImportWatch = Shapes['RecordImportWatchView'];
export type RecordedMonths = Shapes['RecordedMonths'];

export type Task = Shapes['TaskView'];
export type TaskCount = Shapes['TaskCount'];
export type Substitute = Shapes['SubstituteView'];
export type SubstituteAnswer = Shapes['SubstituteAnswer'];
export type WorkList = Shapes['TaskList'];
export type Dashboard = Shapes['Dashboard'];
export type FigureBrief = Shapes['FigureBrief'];
export type FigureCell = Shapes['FigureCell'];
export type FigureRow = Shapes['FigureRow'];
export type FigureView = Shapes['FigureView'];
export type Freeze = Shapes['FreezeView'];
export type JournalEvent = Shapes['EntryView'];
export type Clock = Shapes['ClockView'];
export type JournalState = Shapes['JournalState'];
