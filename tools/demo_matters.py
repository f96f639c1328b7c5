"""What tools/check_demo.py asks of the matters of the demonstration: data/demo/{requests,messages,rectifications}.toml.

Agencies, departments and people have to be those of the city, every step has to have happened before today and after
the one before it, and whoever brought a matter must not exist while their numbers are well formed.
"""

import re
import tomllib

RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def resident_number_holds(number):
    """GB 11643: seventeen digits and a check character."""
    if not re.fullmatch(r"\d{17}[\dX]", number):
        return False
    return "10X98765432"[sum(int(c) * w for c, w in zip(number, RESIDENT_WEIGHTS)) % 11] == number[17]


def moment_of(text):
    """What sorts "12 09:30 Accept" in the order of time; None for another form."""
    found = re.fullmatch(r"([1-9]\d{0,2}) ((?:[01]\d|2[0-3]):[0-5]\d)(?: ([A-Z]\w+))?", text)
    return (-int(found[1]), found[2]) if found else None


def who_is_real(contact, credit_code_holds):
    """What is wrong with numbers and addresses of somebody who must not exist."""
    number, kind = contact.get("identity_number", ""), contact.get("identity_kind", "")
    wrong = []
    if kind == "resident" and not (number.startswith("119999") and resident_number_holds(number)):
        wrong.append(f"resident number {number}")
    if not kind and number and not (number[2:8] == "990100" and credit_code_holds(number)):
        wrong.append(f"code {number}")
    if not re.fullmatch(r"(0969-555\d{4})?", contact.get("phone", "")):
        wrong.append(f"telephone {contact['phone']}")
    if not re.fullmatch(r"(\S+\.example)?", contact.get("email", "")):
        wrong.append(f"e-mail {contact['email']}")
    return wrong


def check_matter(where, matter, world, report):
    agency = world["agencies"].get(matter.get("agency", "csglj"))
    report.expect(agency is not None, where, "unknown agency")
    departments = {row["name"] for row in (agency or {}).get("department", [])}
    moments = [moment_of(matter["at"])]
    for step in matter.get("steps", []):
        told = {"do": step} if isinstance(step, str) else step
        moments.append(moment_of(told["do"]))
        report.expect(told.get("department", "") in {"", *departments}, where, f"no such department: {told['do']}")
        for person in (told.get("by", ""), told.get("holder", "")):
            report.expect(person in {"", *world["logins"]}, where, f"nobody signs in as {person}")
    report.expect(None not in moments and moments == sorted(moments), where, "steps must follow in time")
    people = [matter.get("contact", matter), matter.get("agent", {})]
    people += [step["party"] for step in matter.get("steps", []) if isinstance(step, dict) and "party" in step]
    for contact in people:
        for wrong in who_is_real(contact, world["credit_code_holds"]):
            report.expect(False, where, wrong)


def check_matters(folder, world, report):
    """How many there are."""
    count = 0
    for name, kind in (("requests", "request"), ("messages", "message"), ("rectifications", "rectification")):
        told = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
        for route in told.get("route", []):
            check_matter(f"{name}.toml: {route['topic']}", {"at": "1 09:00", "steps": [
                {"do": "1 09:00", "department": route["department"]}]}, world, report)
        for matter in told[kind]:
            count += 1
            check_matter(f"{name}.toml: {matter.get('title') or matter['wanted'][:20]}", matter, world, report)
    return count
