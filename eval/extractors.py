"""Compares article extractors on synthetic pages: word F1, paragraphs kept whole, pages per CPU-second.

Run `python -m eval.extractors [--each 10] [--seed 1] [--templates]`. Extractors that are not installed are left out;
install them with: pip install readability-lxml justext newspaper4k resiliparse boilerpy3
"""

from __future__ import annotations

import argparse
import logging
import re
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable
from importlib import import_module
from statistics import fmean
from typing import Any

from eval.pages import TEMPLATES, Page, pages

Extractor = Callable[[str], str]


def _reportedly() -> Extractor:
    from reportedly.text.html import read_html

    return lambda html: read_html(html).text


def _trafilatura() -> Extractor:
    module = import_module("trafilatura")
    return lambda html: module.extract(html, include_comments=False) or ""


def _trafilatura_fast() -> Extractor:
    module = import_module("trafilatura")
    return lambda html: module.extract(html, include_comments=False, fast=True) or ""


def _readability() -> Extractor:
    module, parse = import_module("readability"), import_module("lxml.html")
    return lambda html: _text_of(parse.fromstring(module.Document(html).summary()))


def _justext() -> Extractor:
    module = import_module("justext")
    stop_words = module.get_stoplist("English")
    return lambda html: "\n".join(p.text for p in module.justext(html, stop_words) if not p.is_boilerplate)


def _newspaper() -> Extractor:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        module = import_module("newspaper")

    def extract(html: str) -> str:
        article = module.Article(url="https://echo.example/a")
        article.download(input_html=html)
        article.parse()
        return str(article.text)

    return extract


def _resiliparse() -> Extractor:
    module = import_module("resiliparse.extract.html2text")
    return lambda html: str(module.extract_plain_text(html, main_content=True, alt_texts=False))


def _boilerpy() -> Extractor:
    extractor = import_module("boilerpy3.extractors").ArticleExtractor(raise_on_failure=False)
    return lambda html: str(extractor.get_content(html))


def _text_of(tree: Any) -> str:
    return "\n".join(
        element.text_content() for element in tree.iter("p", "li", "h1", "h2", "h3", "div") if not len(element)
    )


EXTRACTORS: dict[str, Callable[[], Extractor]] = {
    "reportedly (trafilatura, own text)": _reportedly,
    "trafilatura": _trafilatura,
    "trafilatura, fast": _trafilatura_fast,
    "readability-lxml": _readability,
    "jusText": _justext,
    "newspaper4k": _newspaper,
    "resiliparse": _resiliparse,
    "boilerpy3": _boilerpy,
}


def scores(page: Page, text: str) -> tuple[float, float]:
    """F1 of the bag of words against the article's, and the share of its paragraphs that are whole in the text.

    The headline is no part of the article here, because some extractors give it apart.
    """
    text = " ".join(text.split()).removeprefix(page.headline)
    expected = Counter(word for paragraph in page.paragraphs for word in re.findall(r"\w+", paragraph))
    found = Counter(re.findall(r"\w+", text))
    common = sum((expected & found).values())
    f1 = 2 * common / (sum(expected.values()) + sum(found.values()) or 1)
    return f1, fmean(paragraph in text for paragraph in page.paragraphs)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=10, help="pages of each template")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--templates", action="store_true", help="also the F1 on each template")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    sample = pages(options.each, options.seed)
    print(f"{len(sample)} synthetic pages, {len(TEMPLATES)} templates, seed {options.seed}")
    print(f"{'extractor':<36}{'word F1':>9}{'paragraphs whole':>18}{'pages/CPU-s':>13}")
    by_template: dict[str, dict[str, float]] = {}
    for name, load in EXTRACTORS.items():
        try:
            extract = load()
        except ImportError:
            print(f"{name:<36}   not installed")
            continue
        extract(sample[0].html)  # imports and models are not what is timed
        began = time.process_time()
        texts = [extract(page.html) for page in sample]
        spent = time.process_time() - began
        results = [scores(page, text) for page, text in zip(sample, texts, strict=True)]
        f1, whole = (100 * fmean(column) for column in zip(*results, strict=True))
        print(f"{name:<36}{f1:>9.1f}{whole:>18.1f}{len(sample) / spent:>13.0f}")
        grouped: dict[str, list[float]] = defaultdict(list)
        for page, (each, _) in zip(sample, results, strict=True):
            grouped[page.template].append(100 * each)
        by_template[name] = {template: fmean(values) for template, values in grouped.items()}
    if options.templates:
        print(f"\n{'word F1 by template':<20}" + "".join(f"{name[:11]:>13}" for name in by_template))
        for template in TEMPLATES:
            print(f"{template:<20}" + "".join(f"{by_template[name][template]:>13.1f}" for name in by_template))


if __name__ == "__main__":
    main()
