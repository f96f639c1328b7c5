#!/usr/bin/env python3
"""Reads a DCAT catalogue as RDF, with rdflib: prints what its graph says of each distribution, as JSON.

    catalog.py catalog.jsonld

Nothing of it is taken from the JSON; what is not said in the words of DCAT is not found.
"""
import json
import sys

import rdflib

DISTRIBUTIONS = """
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX spdx: <http://spdx.org/rdf/terms#>
SELECT ?dataset ?title ?publisher ?url ?type ?bytes ?sum WHERE {
  ?catalog a dcat:Catalog ; dcat:dataset ?dataset .
  ?dataset a dcat:Dataset ; dct:title ?title ; dct:publisher/foaf:name ?publisher ; dct:modified ?modified ;
           dcat:landingPage ?page ; dcat:distribution ?file .
  ?file a dcat:Distribution ; dcat:downloadURL ?url ; dcat:mediaType ?type ; dcat:byteSize ?bytes ;
        spdx:checksum [ spdx:algorithm spdx:checksumAlgorithm_sha256 ; spdx:checksumValue ?sum ] .
}
"""


def main():
    graph = rdflib.Graph()
    graph.parse(sys.argv[1], format="json-ld")
    rows = [{"dataset": str(row.dataset), "title": str(row.title), "publisher": str(row.publisher), "url": str(row.url),
             "type": str(row.type).rsplit("media-types/", 1)[-1], "bytes": int(row.bytes.toPython()),
             "sha256": str(row.sum)} for row in graph.query(DISTRIBUTIONS)]
    json.dump(rows, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
