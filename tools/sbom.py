#!/usr/bin/env python3
"""Writes what the program is made of, as CycloneDX 1.5 JSON.

  sbom.py --program FILE --version TEXT --output FILE

Sources: the shared libraries that the program is linked with (ldd), the Debian packages that tools/packages.txt
names for building (headers and static parts that are compiled in), the programs that it runs, the fonts of letters, and
console/package-lock.json.
Versions of Debian's are those installed here, told by dpkg; where there is no dpkg a library has its file's name and no
version. The same build gives the same bytes.
"""
import argparse
import base64
import json
import os
import pathlib
import re
import shutil
import subprocess

CHILDREN = ["poppler-utils", "mupdf-tools", "qpdf"]  # programs that Daylight runs
FONTS = ["texlive-lang-chinese", "fonts-noto-cjk"]  # parts of them stand in the letters that it makes
ROOT = pathlib.Path(__file__).resolve().parent.parent


def output_of(*words):
    done = subprocess.run(words, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"})
    return done.stdout


def linked(program):
    """The files of the shared libraries, by the names under which the program asks for them."""
    found = re.findall(r"^\s*(\S+) => (/\S+)", output_of("ldd", str(program)), re.MULTILINE)
    return {name: pathlib.Path(path).resolve() for name, path in found}


def owners(paths):
    """The Debian package of each file that has one."""
    found = {}
    if not shutil.which("dpkg-query"):
        return found
    # A file is listed as /lib or as /usr/lib, whichever way it was packed.
    spelled = {str(path): path for path in paths} | {str(path).removeprefix("/usr"): path for path in paths}
    for line in output_of("dpkg-query", "-S", *spelled).splitlines():
        packages, _, path = line.partition(": ")
        if path in spelled:
            found[spelled[path]] = packages.split(",")[0].split(":")[0]
    return found


def versions(packages):
    if not packages or not shutil.which("dpkg-query"):
        return {}
    lines = output_of("dpkg-query", "-W", "-f", "${Package} ${Version} ${Architecture}\n", *packages).splitlines()
    return {name: (version, architecture) for name, version, architecture in map(str.split, lines)}


def packages_to_build():
    text = (ROOT / "tools/packages.txt").read_text(encoding="utf-8")
    group = text.split("\n[build]\n")[1].split("\n[")[0]
    return [line.split()[0] for line in group.splitlines() if line.split() and line.split()[0].endswith("-dev")]


def debian_component(name, version, use):
    component = {"type": "library", "name": name, "scope": "required",
                 "properties": [{"name": "daylight:use", "value": use}]}
    if version:
        component["version"] = version[0]
        component["purl"] = f"pkg:deb/debian/{name}@{version[0].replace('+', '%2B')}?arch={version[1]}"
    component["bom-ref"] = component.get("purl", f"library:{name}")
    return component


def debian_components(program):
    libraries = linked(program)
    owner = owners(libraries.values())
    uses = {}
    for name, path in libraries.items():
        uses.setdefault(owner.get(path, name), []).append(name)
    compiled_in = packages_to_build()
    known = versions([*set(owner.values()), *compiled_in, *CHILDREN, *FONTS])
    components = [debian_component(name, known.get(name), "linked: " + " ".join(sorted(names)))
                  for name, names in uses.items()]
    components += [debian_component(name, known.get(name), "compiled in") for name in compiled_in]
    components += [debian_component(name, known.get(name), "run by it") for name in CHILDREN]
    return components + [debian_component(name, known.get(name), "fonts of its letters") for name in FONTS]


def npm_components():
    lock = json.loads((ROOT / "console/package-lock.json").read_text(encoding="utf-8"))
    components = {}
    for path, entry in lock["packages"].items():
        if not path:
            continue  # the console itself
        name = path.rpartition("node_modules/")[2]
        purl = f"pkg:npm/{name.replace('@', '%40')}@{entry['version']}"
        component = {"type": "library", "name": name, "version": entry["version"], "purl": purl, "bom-ref": purl,
                     "scope": "excluded" if entry.get("dev") or entry.get("optional") else "required",
                     "properties": [{"name": "daylight:use", "value": "console"}]}
        if entry.get("integrity", "").startswith("sha512-"):
            digest = base64.b64decode(entry["integrity"].removeprefix("sha512-")).hex()
            component["hashes"] = [{"alg": "SHA-512", "content": digest}]
        components[purl] = component
    return list(components.values())


def bill(program, version):
    components = debian_components(program) + npm_components()
    return {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
            "metadata": {"component": {"type": "application", "name": "daylight", "version": version,
                                       "bom-ref": "daylight", "licenses": [{"license": {"id": "AGPL-3.0-or-later"}}]}},
            "components": sorted(components, key=lambda one: one["bom-ref"])}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True, type=pathlib.Path)
    parser.add_argument("--version", required=True)
    parser.add_argument("--output", required=True, type=pathlib.Path)
    given = parser.parse_args()
    text = json.dumps(bill(given.program, given.version), indent=1, ensure_ascii=False) + "\n"
    given.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
