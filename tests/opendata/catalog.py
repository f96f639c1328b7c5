#!/usr/bin/env python3
"""Reads a DCAT catalogue as RDF, with rdflib: prints what its graph says of each distribution, as JSON.

    catalog.py catalog.jsonld

Nothing of it is taken from the JSON; what is not said in the words of DCAT is not found.
"""
import json
import sys

import rdflib

DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
DCT = rdflib.Namespace("http://purl.org/dc/terms/")
FOAF = rdflib.Namespace("http://xmlns.com/foaf/0.1/")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")


def only(graph, subject, kind):
    """Of each set and file: what it is must be said."""
    return [found for found in graph.objects(subject, kind[0]) if (found, rdflib.RDF.type, kind[1]) in graph]


def one(graph, subject, *ways):
    """What stands at the end of the ways; fails where it is not said, or twice."""
    for way in ways:
        subject = graph.value(subject, way, any=False)
        if subject is None:
            sys.exit("nothing is said by %s" % way)
    return subject


def lines_of(graph):
    for catalog in graph.subjects(rdflib.RDF.type, DCAT.Catalog):
        for dataset in only(graph, catalog, (DCAT.dataset, DCAT.Dataset)):
            one(graph, dataset, DCT.modified)
            one(graph, dataset, DCAT.landingPage)
            for file in only(graph, dataset, (DCAT.distribution, DCAT.Distribution)):
                if one(graph, file, SPDX.checksum, SPDX.algorithm) != SPDX.checksumAlgorithm_sha256:
                    sys.exit("%s has another checksum" % file)
                yield {"dataset": str(dataset), "title": str(one(graph, dataset, DCT.title)),
                       "publisher": str(one(graph, dataset, DCT.publisher, FOAF.name)),
                       "url": str(one(graph, file, DCAT.downloadURL)),
                       "type": str(one(graph, file, DCAT.mediaType)).rsplit("media-types/", 1)[-1],
                       "bytes": int(one(graph, file, DCAT.byteSize).toPython()),
                       "sha256": str(one(graph, file, SPDX.checksum, SPDX.checksumValue))}


def main():
    graph = rdflib.Graph()
    graph.parse(sys.argv[1], format="json-ld")
    json.dump(list(lines_of(graph)), sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
