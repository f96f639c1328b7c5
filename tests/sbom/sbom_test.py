"""The bill of materials names every library that the program asks for and every package of the console's lock file,
with the members that CycloneDX 1.5 demands.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ["DAYLIGHT_PROGRAM"]


class Sbom(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            output = pathlib.Path(folder) / "daylight.cdx.json"
            subprocess.run([sys.executable, ROOT / "tools/sbom.py", "--program", PROGRAM, "--version", "1.2.3",
                            "--output", output], check=True)
            cls.bill = json.loads(output.read_text(encoding="utf-8"))
        cls.components = cls.bill["components"]

    def uses(self):
        return " ".join(one["properties"][0]["value"] for one in self.components).split()

    def test_has_the_members_of_the_format(self):
        self.assertEqual((self.bill["bomFormat"], self.bill["specVersion"]), ("CycloneDX", "1.5"))
        self.assertGreaterEqual(self.bill["version"], 1)
        self.assertEqual(self.bill["metadata"]["component"]["version"], "1.2.3")
        references = [one["bom-ref"] for one in self.components]
        self.assertEqual(len(references), len(set(references)))
        for one in self.components:
            with self.subTest(one["name"]):
                self.assertEqual(one["type"], "library")
                self.assertIn(one["scope"], ("required", "optional", "excluded"))
                self.assertRegex(one.get("purl", "pkg:deb/x@1"), r"^pkg:(deb/debian|npm|deb)/\S+@\S+$")
                for digest in one.get("hashes", []):
                    self.assertEqual(digest["alg"], "SHA-512")
                    self.assertRegex(digest["content"], r"^[0-9a-f]{128}$")

    def test_has_every_library_that_is_linked(self):
        dynamic = subprocess.run(["readelf", "-d", PROGRAM], capture_output=True, text=True, check=True).stdout
        needed = re.findall(r"\(NEEDED\).*\[(.+)\]", dynamic)
        self.assertGreater(len(needed), 10)
        loader = {name for name in needed if name.startswith("ld-linux")}
        self.assertEqual(set(needed) - loader - set(self.uses()), set())

    def test_has_a_version_for_each_on_debian(self):
        if not pathlib.Path("/usr/bin/dpkg-query").exists():
            self.skipTest("this is not a Debian system")
        self.assertEqual([one["name"] for one in self.components if "version" not in one], [])

    def test_has_every_package_of_the_lock_file(self):
        lock = json.loads((ROOT / "console/package-lock.json").read_text(encoding="utf-8"))
        there = {(one["name"], one["version"]) for one in self.components if one["bom-ref"].startswith("pkg:npm/")}
        wanted = {(path.rpartition("node_modules/")[2], entry["version"])
                  for path, entry in lock["packages"].items() if path}
        self.assertEqual(there, wanted)


if __name__ == "__main__":
    unittest.main()
