// Search by turn: reads the index that onrecord/finder/index.py writes. Knows no document, and asks
// for files through the function it is given; find.js and view.js do the rest.
globalThis.onrecordFind = (() => {
  "use strict";
  const VERSION = 1, STEPS = 8, LOWEST = 0.2, STEP = (2.0 - 0.2) / 8, LONGEST = 64;
  // how much a match counts: the word itself, another form of it, a word that begins with it
  const FORM = 0.8, BEGINNING = 0.5, PHRASE = 1.5, NOT_SAID = 0.6;
  const MOST_BEGINNINGS = 300;
  const ROLES = ["", "interviewer", "interviewee", "audience", "narrator", "other"];
  const KINDS = ["turn", "claim", "theme", "page"];

  // -- words: the same rule as onrecord/finder/words.py ----------------------------------------
  const UNSPACED = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u31f0-\\u31ff"
    + "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{323af}";
  const ACCENTS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]/g;
  const WORD = new RegExp(`[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+`, "gu");
  const STARTS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");
  const ALL_ASCII = /^[\x00-\x7f]*$/;

  function fold(text) {
    if (ALL_ASCII.test(text)) return text.toLowerCase();
    return text.normalize("NFKD").toLowerCase().replace(ACCENTS, "").normalize("NFC")
      .replaceAll("ß", "ss").replaceAll("ς", "σ");
  }
  const cut = (word) => (word.length > LONGEST ? [...word].slice(0, LONGEST).join("") : word);

  // [position, word] of each search word; a run of unspaced script gives characters and pairs
  function words(text) {
    const found = [];
    let at = 0;
    for (const [run] of fold(text).matchAll(WORD)) {
      if (!STARTS_UNSPACED.test(run)) {
        found.push([at++, cut(run)]);
        continue;
      }
      const signs = [...run];
      signs.forEach((sign, place) => {
        found.push([at, sign]);
        if (place + 1 < signs.length) found.push([at, sign + signs[place + 1]]);
        at += 1;
      });
    }
    return found;
  }

  // the words to ask for: of an unspaced run its pairs, or the character that stands alone
  function asked(text) {
    const found = words(text);
    const pairs = new Set(found.filter(([, word]) => isPair(word)).map(([at]) => at));
    return found.filter(([at, word]) =>
      !STARTS_UNSPACED.test(word) || isPair(word) || !(pairs.has(at) || pairs.has(at - 1)));
  }
  const isPair = (word) => STARTS_UNSPACED.test(word) && [...word].length === 2;

  // other forms of an English word; they are asked for only where the index has them
  function forms(word) {
    if (!/^[a-z]{3,}$/.test(word)) return [];
    const bases = new Set([word]);
    const stem = (end, put = "") => {
      if (word.endsWith(end)) bases.add(word.slice(0, word.length - end.length) + put);
    };
    if (!word.endsWith("ss")) stem("s");
    stem("es"); stem("ies", "y"); stem("ed"); stem("ed", "e"); stem("ied", "y");
    stem("ing"); stem("ing", "e");
    const doubled = /^(.*([b-df-hj-np-tv-z]))\2(?:ed|ing)$/.exec(word);
    if (doubled) bases.add(doubled[1]);
    const found = new Set();
    for (const base of bases) {
      if (base.length < 3) continue;
      const bare = base.replace(/[ey]$/, "");
      for (const one of [base, `${base}s`, `${base}es`, `${base}ed`, `${base}ing`]) found.add(one);
      if (base.endsWith("e")) [`${bare}ed`, `${bare}ing`].forEach((one) => found.add(one));
      if (base.endsWith("y")) [`${bare}ies`, `${bare}ied`].forEach((one) => found.add(one));
      if (/[^aeiou][aeiou][bdgklmnprt]$/.test(base)) {
        const last = base.at(-1);
        [`${base}${last}ed`, `${base}${last}ing`].forEach((one) => found.add(one));
      }
    }
    found.delete(word);
    return [...found];
  }

  // -- numbers: the same rule as onrecord/finder/codes.py --------------------------------------
  function numbers(text) {
    const found = [];
    let number = 0, weight = 1;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      const digit = code === 33 ? 57 : code - 35;
      if (digit < 46) {
        found.push(number + digit * weight);
        number = 0;
        weight = 1;
      } else {
        number += (digit - 46) * weight;
        weight *= 46;
      }
    }
    return found;
  }

  // the last place in a sorted list whose value is not above the given one
  function place(list, value) {
    let low = 0, high = list.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (list[middle] <= value) low = middle; else high = middle - 1;
    }
    return low;
  }

  // -- files -----------------------------------------------------------------------------------
  let received, parts = new Map(), loading = new Map(), site = null;

  function part(name, value) { parts.set(name, value); }
  function index(value) { received = value; }

  class Site {
    constructor(load, facts) {
      Object.assign(this, facts);
      this.load = load;
      this.first = [];
      let total = 0;
      for (const page of this.pages) { this.first.push(total); total += page[3]; }
      this.chunkFirst = [];
      total = 0;
      for (const count of this.chunks) { this.chunkFirst.push(total); total += count; }
      this.isCommon = new Map(this.common.map((word, number) => [word, number]));
      this.citing = new Map(this.themes.map(([key, , text]) => [key, running(text)]));
    }

    async part(name) {
      if (!parts.has(name)) {
        if (!loading.has(name)) loading.set(name, this.load(`${this.folder}/${name}.js`));
        await loading.get(name);
      }
      const found = parts.get(name);
      if (!found) throw new Error(`the search lacks ${name}`);
      return found;
    }

    // who, what and where a record is, without its words
    facts(number) {
      const at = place(this.first, number);
      const page = this.pages[at];
      const code = this.who.charCodeAt(number);
      const turn = code !== 33 && code !== 35;
      const speaker = turn ? page[4][code < 93 ? code - 36 : code - 43] : -1;
      const kind = turn ? 0 : code === 35 ? 1 : page[2] === 1 ? 2 : 3;
      return { number, page: at, kind: KINDS[kind], speaker, transcript: page[2] === 0 };
    }

    async row(number) {
      const at = place(this.chunkFirst, number);
      const rows = await this.part(`t${at}`);
      const [anchor, text, title = "", readings = []] = rows[number - this.chunkFirst[at]];
      return { anchor, text, title, readings };
    }

    interview(page) {
      return this.pages[page][0].replace(/(\/index)?(\.html|\/)$/, "").split("/").pop();
    }
  }

  function running(text) {
    const found = new Set();
    let number = -1;
    for (const gap of numbers(text)) found.add(number += gap);
    return found;
  }

  async function open(load) {
    if (site) return site;
    received = undefined;
    await load("index.js");
    if (!received || received.version !== VERSION) throw new Error("the search is of another version");
    site = new Site(load, received);
    return site;
  }

  // a new version of the site may have taken the place of the one whose index is here
  async function anew(load, stamp) {
    parts = new Map();
    loading = new Map();
    site = null;
    received = undefined;
    await load(`index.js?${stamp}`);
    site = new Site(load, received);
  }

  // -- words of a query --------------------------------------------------------------------------
  // { words: [{word, beginning}], phrases: [[[offset, word]]] }
  function parse(text) {
    const phrases = [];
    const rest = text.replace(/["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)/g, (_, inner) => {
      const found = asked(inner);
      if (found.length) phrases.push(found);
      return " ";
    });
    const found = asked(rest);
    const open_ = found.length > 0 && /[\p{L}\p{N}\p{M}]$/u.test(rest);
    const seen = new Map();
    found.forEach(([, word], at) => {
      const beginning = open_ && at === found.length - 1
        && word.length > 1 && !STARTS_UNSPACED.test(word);
      seen.set(word, { word, beginning: beginning || seen.get(word)?.beginning || false });
    });
    return { words: [...seen.values()], phrases };
  }

  // whether a word of a text is one of those asked for
  function matcher(query) {
    const exact = new Set(query.phrases.flat().map(([, word]) => word));
    const beginnings = [];
    for (const { word, beginning } of query.words) {
      exact.add(word);
      forms(word).forEach((one) => exact.add(one));
      if (beginning) beginnings.push(word);
    }
    return (word) => exact.has(word) || beginnings.some((one) => word.startsWith(one));
  }

  // -- postings ----------------------------------------------------------------------------------
  async function shard(name) { return (await site.part(name)); }

  async function entry(word) {
    if (!site.starts.length) return null;
    const number = place(site.starts, word);
    const rows = await shard(`w${number}`);
    const at = seek(rows, word);
    return rows[at] === word ? { postings: rows[at + 1], shard: number, at: at / 2 } : null;
  }

  // the first place in a shard whose word is not before the given one
  function seek(rows, word) {
    let low = 0, high = rows.length / 2;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle * 2] < word) low = middle + 1; else high = middle;
    }
    return low * 2;
  }

  function addPostings(into, postings, factor) {
    let number = -1;
    for (const value of numbers(postings)) {
      number += Math.floor(value / STEPS);
      const score = factor * (LOWEST + (value % STEPS + 0.5) * STEP);
      if (score > (into.get(number) ?? 0)) into.set(number, score);
    }
  }

  async function commonPostings(word) {
    return (await site.part(`c${site.isCommon.get(word)}`))[1];
  }

  // record -> score of one word with its forms and, where it is not finished, what begins with it
  async function group({ word, beginning }) {
    const found = new Map();
    if (site.isCommon.has(word)) addPostings(found, await commonPostings(word), 1);
    const terms = [[word, 1], ...forms(word).map((one) => [one, FORM])];
    const entries = await Promise.all(terms.map(([one]) => entry(one)));
    entries.forEach((one, at) => { if (one) addPostings(found, one.postings, terms[at][1]); });
    if (beginning) await addBeginnings(found, word);
    return found;
  }

  async function addBeginnings(found, word) {
    if (!site.starts.length) return;
    let number = place(site.starts, word), left = MOST_BEGINNINGS;
    for (let more = 0; more < 2 && number < site.starts.length; more += 1, number += 1) {
      const rows = await shard(`w${number}`);
      for (let at = seek(rows, word); at < rows.length; at += 2) {
        if (!rows[at].startsWith(word) || left === 0) { at = rows.length; more = 2; break; }
        if (rows[at] !== word) { addPostings(found, rows[at + 1], BEGINNING); left -= 1; }
      }
      if (!(site.starts[number + 1] ?? "").startsWith(word)) break;
    }
    const common = word.length > 3 && site.common.find((one) => one.startsWith(word) && one !== word);
    if (common) addPostings(found, await commonPostings(common), BEGINNING);
  }

  const rarity = (found) =>
    Math.log(1 + (site.records - found.size + 0.5) / (found.size + 0.5));

  // record -> score of words that stand one behind the other
  async function phraseGroup(phrase) {
    const rare = phrase.filter(([, word]) => !site.isCommon.has(word));
    if (!rare.length) return commonPhrase(phrase);
    const entries = await Promise.all(rare.map(([, word]) => entry(word)));
    if (entries.some((one) => !one)) return new Map();
    const scored = entries.map((one) => {
      const found = new Map();
      addPostings(found, one.postings, PHRASE);
      return found;
    });
    let both = meet(scored);
    if (rare.length > 1 && both.size) {
      const places = await Promise.all(entries.map((one) => placesOf(one, both)));
      both = new Map([...both].filter(([number]) => inOrder(places, rare, number)));
    }
    return both;
  }

  async function commonPhrase(phrase) {
    const longest = [...new Set(phrase.map(([, word]) => word))]
      .sort((one, other) => other.length - one.length).slice(0, 3);
    const scored = await Promise.all(longest.map(async (word) => {
      const found = new Map();
      addPostings(found, await commonPostings(word), PHRASE);
      return found;
    }));
    return meet(scored);
  }

  // record -> places, for the records asked for
  async function placesOf(one, wanted) {
    const all = numbers((await shard(`p${one.shard}`))[one.at]);
    const found = new Map();
    let number = -1, at = 0;
    for (const value of numbers(one.postings)) {
      number += Math.floor(value / STEPS);
      const places = wanted.has(number) ? new Set() : null;
      let before = 0, more = 1;
      while (more) {
        more = all[at] % 2;
        before += Math.floor(all[at] / 2);
        places?.add(before);
        at += 1;
      }
      if (places) found.set(number, places);
    }
    return found;
  }

  function inOrder(places, rare, number) {
    const [start] = rare[0];
    return [...places[0].get(number)].some((at) =>
      rare.every(([offset], which) => places[which].get(number).has(at + offset - start)));
  }

  // the records of all groups, with their scores added; rarer words count more
  function meet(groups) {
    const sorted = [...groups].sort((one, other) => one.size - other.size);
    const found = new Map();
    for (const [number, score] of sorted[0]) {
      let sum = score * rarity(sorted[0]);
      if (sorted.slice(1).every((one) => {
        const more = one.get(number);
        sum += (more ?? 0) * rarity(one);
        return more !== undefined;
      })) found.set(number, sum);
    }
    return found;
  }

  // where nothing has all the words: the records with most of them
  function most(groups) {
    const counted = new Map();
    for (const one of groups)
      for (const [number, score] of one) {
        const before = counted.get(number) ?? [0, 0];
        counted.set(number, [before[0] + 1, before[1] + score * rarity(one)]);
      }
    const best = Math.max(0, ...[...counted.values()].map(([count]) => count));
    return new Map([...counted].filter(([, [count]]) => count === best)
      .map(([number, [, score]]) => [number, score]));
  }

  async function scoresOf(query) {
    const rare = query.words.filter(({ word }) => !site.isCommon.has(word));
    const kept = rare.length || query.phrases.length ? rare : query.words;
    const groups = await Promise.all([...kept.map(group), ...query.phrases.map(phraseGroup)]);
    if (!groups.length)
      return { scores: new Map(site.who.split("").map((_, number) => [number, 1])), some: false };
    const scores = meet(groups);
    if (scores.size || groups.length < 2 || query.phrases.length) return { scores, some: false };
    const found = most(groups);
    return { scores: found, some: found.size > 0 };
  }

  // -- facets ------------------------------------------------------------------------------------
  const FACETS = ["kind", "interview", "speaker", "role", "theme"];

  // the values of a record for a facet
  function values(facet, one) {
    if (facet === "kind") return [one.kind];
    if (facet === "theme")
      return site.themes.map(([key]) => key).filter((key) => site.citing.get(key).has(one.number));
    if (facet === "interview") return one.transcript ? [site.interview(one.page)] : [];
    if (one.speaker < 0) return [];
    const [name, role] = site.names[one.speaker];
    return facet === "speaker" ? [name] : role ? [ROLES[role]] : [];
  }

  function label(facet, value) {
    if (facet === "theme") return site.themes.find(([key]) => key === value)?.[1] ?? value;
    if (facet === "interview") {
      const at = site.pages.findIndex((page, number) => page[2] === 0 && site.interview(number) === value);
      return at < 0 ? value : site.pages[at][1];
    }
    return value;
  }

  // the hits that pass all filters, and for each facet the counts under the other filters
  function narrow(hits, filters) {
    const counts = Object.fromEntries(FACETS.map((facet) => [facet, new Map()]));
    const kept = [];
    for (const one of hits) {
      const own = FACETS.map((facet) => values(facet, one));
      const missed = FACETS.filter((facet, at) => filters[facet] && !own[at].includes(filters[facet]));
      if (!missed.length) kept.push(one);
      FACETS.forEach((facet, at) => {
        if (missed.length && (missed.length > 1 || missed[0] !== facet)) return;
        for (const value of own[at]) counts[facet].set(value, (counts[facet].get(value) ?? 0) + 1);
      });
    }
    const facets = FACETS.map((facet) => ({
      facet,
      values: [...counts[facet]].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1))
        .map(([value, count]) => ({ value, count, label: label(facet, value) })),
    }));
    return { kept, facets };
  }

  // -- what is shown -----------------------------------------------------------------------------
  // [text, marked] pieces of a text around the words asked for, some `size` characters long
  function snippet(text, isAsked, size = 220) {
    const spans = matches(text, isAsked);
    const starts = spans.map(([start]) => start);
    let best = 0, most_ = -1;
    starts.forEach((start, at) => {
      const seen = new Set();
      for (let next = at; next < spans.length && spans[next][1] - start <= size * 0.8; next += 1)
        seen.add(spans[next][2]);
      if (seen.size > most_) { most_ = seen.size; best = start; }
    });
    let from = Math.max(0, best - Math.floor(size * 0.25));
    if (text.length - from < size) from = Math.max(0, text.length - size);
    let to = Math.min(text.length, from + size);
    if (from > 0) {
      const space = text.slice(from, from + 30).search(/\s/);
      if (space >= 0 && from + space < (starts.length ? best : from + 31)) from += space + 1;
    }
    if (to < text.length) {
      const space = text.slice(to - 30, to).search(/\s\S*$/);
      if (space >= 0) to = to - 30 + space;
    }
    return [...(from > 0 ? [["… ", false]] : []), ...pieces(text, spans, from, to),
      ...(to < text.length ? [[" …", false]] : [])];
  }

  function pieces(text, spans, from, to) {
    const found = [];
    let at = from;
    for (const [start, end] of spans) {
      if (start < at || end > to) continue;
      if (start > at) found.push([text.slice(at, start), false]);
      found.push([text.slice(start, end), true]);
      at = end;
    }
    if (at < to) found.push([text.slice(at, to), false]);
    return found;
  }

  // [start, end, word] of the words of a text that are asked for
  function matches(text, isAsked) {
    const found = [];
    for (const run of text.matchAll(WORD)) {
      if (!STARTS_UNSPACED.test(run[0])) {
        const hit = words(run[0]).find(([, word]) => isAsked(word));
        if (hit) found.push([run.index, run.index + run[0].length, hit[1]]);
        continue;
      }
      let at = run.index, end = -1;
      const signs = [...run[0]];
      signs.forEach((sign, which) => {
        const pair = fold(sign + (signs[which + 1] ?? ""));
        const long = which + 1 < signs.length && isAsked(pair);
        if (long || isAsked(fold(sign))) {
          const stop = at + sign.length + (long ? signs[which + 1].length : 0);
          if (at < end) found.at(-1)[1] = Math.max(stop, end);
          else found.push([at, stop, pair]);
          end = Math.max(stop, end);
        }
        at += sign.length;
      });
    }
    return found;
  }

  function has(text, phrase) {
    const found = new Map();
    for (const [at, word] of words(text)) {
      if (!found.has(word)) found.set(word, new Set());
      found.get(word).add(at);
    }
    const [start, first] = phrase[0];
    return [...(found.get(first) ?? [])].some((at) =>
      phrase.every(([offset, word]) => found.get(word)?.has(at + offset - start)));
  }

  class Result {
    constructor(text, query, hits, facets, some) {
      const loose = query.phrases.filter((one) =>
        one.length > 1 && one.some(([, word]) => site.isCommon.has(word)));
      Object.assign(this, { text, query, hits, facets, some, loose, next: 0 });
      this.isAsked = matcher(query);
      this.atMost = loose.length > 0;
    }

    get total() { return this.hits.length; }
    get done() { return this.next >= this.hits.length; }

    // the next hits with their words; those of a phrase of common words are checked now
    async more(count) {
      const shown = [];
      while (!this.done && shown.length < count) {
        const some = this.hits.slice(this.next, this.next + count - shown.length);
        const rows = await Promise.all(some.map((one) => site.row(one.number)));
        const wrong = new Set();
        some.forEach((one, at) => {
          const texts = [rows[at].text, rows[at].title, ...rows[at].readings.map(([, read]) => read)];
          if (this.loose.every((phrase) => texts.some((text) => has(text, phrase))))
            shown.push(this.item(one, rows[at]));
          else wrong.add(one);
        });
        this.hits = this.hits.filter((one) => !wrong.has(one));
        this.next += some.length - wrong.size;
      }
      return shown;
    }

    item(one, { anchor, text, title, readings }) {
      const page = site.pages[one.page];
      const [name, role] = one.speaker < 0 ? ["", 0] : site.names[one.speaker];
      const url = page[0] + (this.text.trim() ? `?find=${encodeURIComponent(this.text.trim())}` : "")
        + (anchor ? `#${encodeURIComponent(anchor)}` : "");
      const asked_ = (words_) => words(words_).some(([, word]) => this.isAsked(word));
      return {
        ...one, url, anchor, page: page[1], name, role: ROLES[role],
        title: pieces(title, matches(title, this.isAsked), 0, title.length),
        snippet: snippet(text, this.isAsked),
        readings: readings.filter(([, reading]) => asked_(reading)).map(([printed, reading]) =>
          ({ printed, reading: pieces(reading, matches(reading, this.isAsked), 0, reading.length) })),
      };
    }
  }

  // filters: { kind, interview, speaker, role, theme }, each a value or nothing
  async function search(text, filters = {}) {
    const query = parse(text);
    const { scores, some } = await scoresOf(query);
    const hits = [...scores].map(([number, score]) => {
      const facts = site.facts(number);
      return { ...facts, score: facts.kind === "turn" ? score : score * NOT_SAID };
    });
    if (query.words.length || query.phrases.length)
      hits.sort((one, other) => other.score - one.score || one.number - other.number);
    const { kept, facets } = narrow(hits, filters);
    return new Result(text, query, kept, facets, some);
  }

  return { FACETS, anew, fold, forms, index, matcher, matches, numbers, open, parse, part, search, words };
})();
