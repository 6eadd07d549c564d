import type { ItemFact, ReadProblem, SpannedText } from '../../../model/facts.ts';
import type { DialectFacts } from '../dialectFacts.ts';
import { type DraftAttribute, type ItemDraft, itemOf, linkTo } from './itemDraft.ts';
import {
  ARROW,
  behindBullet,
  type Forwarding,
  forwardingIn,
  idAtStart,
  isBlank,
  type KeywordLine,
  keywordLine,
  referenceInEntry,
  statusIn,
  trimmedPiece,
  typeInEntry,
} from './markupLine.ts';
import { oftIdText, oftKeyOf, parseOftId } from './oftId.ts';
import { revisionProblem } from './revisionProblem.ts';

/** The two markup languages in which OpenFastTrace items are written. */
export type MarkupFlavour = 'markdown' | 'restructuredtext';

/** What a line opens: a title, or an item that has none. */
export type Opening = 'title' | 'id';

/** What a document may hold as its whole text tells: hardly any has either, so that hardly any line is asked. */
export interface Rarities {
  /** It may switch the reading off. */
  readonly switches: boolean;
  /** It may pass needs on. */
  readonly forwards: boolean;
}

/** What the lines of a text may hold. */
export function raritiesIn(text: string): Rarities {
  return { switches: text.includes(SWITCH), forwards: text.includes(ARROW) };
}

const SWITCH = 'oft:off';

function switchesOff({ text }: SpannedText): boolean {
  return text.includes(SWITCH) && OFF.test(text);
}

/** What a line of Markdown surely opens wherever it stands outside of code, or undefined. */
export function plainOpening(line: SpannedText): Opening | undefined {
  if (switchesOff(line)) return undefined;
  if (line.text.startsWith('#')) return 'title';
  const id = idAtStart(line);
  return id && parseOftId(id.text) ? 'id' : undefined;
}

/**
 * Where in a document a line stands. `between` items nothing is open; below a `title` an ID takes it over; the `head`
 * of an item is what follows its ID, where `Status:` and free text may stand; the others are its parts.
 */
type Place =
  | 'between'
  | 'title'
  | 'code'
  | 'head'
  | 'description'
  | 'rationale'
  | 'comment'
  | 'covers'
  | 'depends'
  | 'needs'
  | 'tags';

const WORD = '[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}]';
const OFF = new RegExp(`(?<!${WORD})${SWITCH}(?!${WORD})`, 'u');
const ON = new RegExp(`(?<!${WORD})oft:on(?!${WORD})`, 'u');

/** What underlines a title: three marks or more, of which most lines begin with none. */
const UNDERLINE: Readonly<Record<MarkupFlavour, { readonly marks: string; readonly pattern: RegExp }>> = {
  markdown: { marks: '=-', pattern: /^[=-]{3,}[ \t\v\f]*$/ },
  restructuredtext: { marks: `-=\`:.'"~^_*+#<>`, pattern: /^[-=`:.'"~^_*+#<>]{3,}[ \t\v\f]*$/ },
};
const FENCE_BEGIN = /^ *[`~]{3,30}\w*[ \t\v\f]*$/;
const FENCE_END = /^ *[`~]{3,30}[ \t\v\f]*$/;

/**
 * Follows a document line by line and collects its items. What counts as an item, and which line wins where two
 * readings are possible, was observed on OpenFastTrace 4.6; that includes its limits, for example that a code fence
 * hides IDs only outside of items and not directly below a title, since the numbers must be the same.
 */
export class MarkupReader {
  private readonly items: ItemFact[] = [];
  private readonly problems: ReadProblem[] = [];
  private readonly markdown: boolean;
  private readonly underline: (typeof UNDERLINE)[MarkupFlavour];
  private readonly rarities: Rarities;
  private place: Place = 'between';
  private switchedOff = false;
  /** Text of the last heading with the line on which it stands. */
  private title: SpannedText | undefined;
  private draft: ItemDraft | undefined;
  private prose: DraftAttribute | undefined;
  private opened: Opening | undefined;

  constructor(flavour: MarkupFlavour, rarities: Rarities) {
    this.markdown = flavour === 'markdown';
    this.underline = UNDERLINE[flavour];
    this.rarities = rarities;
  }

  /** Goes on as if `line` had just been taken for a title, or for the ID of an item without one. */
  startWith(opening: Opening, line: SpannedText, following: SpannedText | undefined): void {
    const heading = opening === 'title' ? this.headingOf(line, following) : undefined;
    const id = opening === 'id' ? idAtStart(line) : undefined;
    if (heading) this.rememberTitle(heading, line);
    else if (id) this.beginItem(line, id);
    this.opened = undefined;
  }

  /** Takes a line, and tells what it opened if nothing that stands above it matters any longer. */
  next(line: SpannedText, following: SpannedText | undefined): Opening | undefined {
    this.opened = undefined;
    this.take(line, following);
    return this.opened;
  }

  private take(line: SpannedText, following: SpannedText | undefined): void {
    if (this.switchedOff) {
      this.switchedOff = !ON.test(line.text);
    } else if (this.rarities.switches && switchesOff(line)) {
      this.switchedOff = true;
    } else if (this.place === 'code') {
      if (FENCE_END.test(line.text)) this.place = 'between';
    } else {
      const heading = this.headingOf(line, following);
      if (this.draft) this.inItem(this.draft, line, heading);
      else this.outsideItem(line, heading);
    }
  }

  /** What was found in front of the line that opened something, or in all when nothing did. */
  finish(): Pick<DialectFacts, 'items' | 'problems'> {
    if (this.opened === undefined) this.endItem();
    return { items: this.items, problems: this.problems };
  }

  private headingOf(line: SpannedText, following: SpannedText | undefined): SpannedText | undefined {
    const { text } = line;
    if (this.markdown && text.startsWith('#')) {
      let hashes = 1;
      while (text.startsWith('#', hashes)) hashes++;
      return trimmedPiece(line, hashes, text.length);
    }
    const underlined = following !== undefined && this.underlines(following);
    return underlined ? trimmedPiece(line, 0, text.length) : undefined;
  }

  private underlines({ text }: SpannedText): boolean {
    const { marks, pattern } = this.underline;
    // The third character of a list entry is none either.
    return text.length > 2 && marks.includes(text.charAt(0)) && marks.includes(text.charAt(2)) && pattern.test(text);
  }

  private forwardingIn(line: SpannedText): Forwarding | undefined {
    return this.rarities.forwards ? forwardingIn(line) : undefined;
  }

  private outsideItem(line: SpannedText, heading: SpannedText | undefined): void {
    const belowTitle = this.place === 'title';
    const id = idAtStart(line);
    const forwarding = this.forwardingIn(line);
    const headingWins = belowTitle ? !this.markdown || !id : !id && (this.markdown || !forwarding);
    if (belowTitle && this.underlines(line) && !(this.markdown && heading)) return;
    if (heading && headingWins) this.rememberTitle(heading, line);
    else if (id) this.beginItem(line, id);
    else if (belowTitle && isBlank(line.text)) return;
    else {
      this.place = 'between';
      this.title = undefined;
      if (forwarding) this.forward(line, forwarding);
      else if (this.markdown && !belowTitle && FENCE_BEGIN.test(line.text)) this.place = 'code';
    }
  }

  private inItem(draft: ItemDraft, line: SpannedText, heading: SpannedText | undefined): void {
    if (this.place === 'tags' && behindBullet(line) !== undefined) {
      this.addTags(trimmedPiece(line, behindBullet(line) ?? 0, line.text.length));
      draft.end = line.span.end;
      return;
    }
    const id = idAtStart(line);
    const keyword = keywordLine(line);
    const status = this.place === 'head' ? statusIn(line) : undefined;
    if (heading && !this.winsOverHeading(id, keyword, status)) {
      this.endItem();
      this.rememberTitle(heading, line);
      return;
    }
    if (id) {
      this.beginItem(line, id);
      return;
    }
    const forwarding = this.place === 'rationale' || this.place === 'comment' ? undefined : this.forwardingIn(line);
    if (status) draft.attributes.push(this.attribute('status', status, line.text.indexOf(':'), line));
    else if (!this.entry(draft, line)) {
      if (keyword && this.opens(keyword)) this.open(draft, keyword);
      else if (forwarding) {
        this.endItem();
        this.place = 'between';
        this.forward(line, forwarding);
        return;
      } else this.body(draft, line);
    }
    if (!isBlank(line.text)) draft.end = line.span.end;
  }

  /** Decides between a heading and what else the line could be, for the few places where that differs. */
  private winsOverHeading(
    id: SpannedText | undefined,
    keyword: KeywordLine | undefined,
    status: SpannedText | undefined,
  ): boolean {
    if (id) return this.markdown || this.place !== 'tags';
    const openers =
      this.place === 'head' && !this.markdown && ['Rationale', 'Comment'].includes(keyword?.keyword ?? '');
    return status !== undefined || openers;
  }

  private attribute(name: string, value: SpannedText, nameLength: number, line: SpannedText): DraftAttribute {
    const nameSpan = { start: line.span.start, end: line.span.start + nameLength };
    return { name, nameSpan, prose: false, values: [value] };
  }

  /** Takes a list entry of the part that is open; false when the line is none. */
  private entry(draft: ItemDraft, line: SpannedText): boolean {
    if (this.place === 'covers' || this.place === 'depends') {
      const reference = referenceInEntry(line);
      if (!reference) return false;
      const link = linkTo(this.place, reference);
      if (link) draft.links.push(link);
      else this.problems.push(revisionProblem(reference.span));
      return true;
    }
    if (this.place !== 'needs') return false;
    const type = typeInEntry(line);
    if (type) draft.needs.push(type);
    return type !== undefined;
  }

  /** True when a keyword opens a part where it stands; elsewhere it is plain text. */
  private opens({ keyword }: KeywordLine): boolean {
    switch (keyword) {
      case 'Rationale':
        return this.place !== 'rationale';
      case 'Comment':
        return this.place !== 'comment';
      case 'Description':
        return this.place === 'head';
      case 'Needs':
        return this.place !== 'needs';
      default:
        return true;
    }
  }

  private open(draft: ItemDraft, { keyword, place, words }: KeywordLine): void {
    this.prose = undefined;
    switch (keyword) {
      case 'Description':
        this.place = 'description';
        return;
      case 'Rationale':
      case 'Comment':
        this.place = keyword === 'Rationale' ? 'rationale' : 'comment';
        this.prose = { name: this.place, nameSpan: place.span, prose: true, values: [] };
        draft.attributes.push(this.prose);
        return;
      case 'Covers':
        this.place = 'covers';
        return;
      case 'Depends':
        this.place = 'depends';
        return;
      case 'Needs':
        this.place = words.length > 0 ? 'head' : 'needs';
        for (const word of words) draft.needs.push(word);
        return;
      case 'Tags':
        this.place = 'tags';
        this.prose = { name: 'tags', nameSpan: place.span, prose: false, values: [...words] };
        draft.attributes.push(this.prose);
    }
  }

  private addTags(entry: SpannedText): void {
    const words = entry.text === '' ? [] : entry.text.split(',');
    let column = 0;
    for (const word of words) {
      const tag = trimmedPiece(entry, column, column + word.length);
      column += word.length + 1;
      if (tag.text !== '') this.prose?.values.push(tag);
    }
  }

  private body(draft: ItemDraft, line: SpannedText): void {
    const blank = isBlank(line.text);
    switch (this.place) {
      case 'head':
        if (line.text === '') return;
        this.place = 'description';
        draft.description.push(line);
        return;
      case 'description':
        draft.description.push(line);
        return;
      case 'rationale':
      case 'comment':
        this.prose?.values.push(line);
        return;
      case 'needs':
        if (blank && this.markdown) this.place = 'description';
        return;
      case 'tags':
        if (blank) this.place = 'head';
        return;
      default:
    }
  }

  private rememberTitle(title: SpannedText, line: SpannedText): void {
    this.title = { text: title.text, span: line.span };
    this.place = 'title';
    this.opened = 'title';
  }

  private beginItem(line: SpannedText, place: SpannedText): void {
    this.endItem();
    const id = parseOftId(place.text);
    const title = this.title;
    this.title = undefined;
    if (!id) {
      this.problems.push(revisionProblem(place.span));
      this.place = 'between';
      return;
    }
    this.place = 'head';
    if (!title) this.opened = 'id';
    this.draft = {
      id,
      place,
      start: title ? title.span.start : line.span.start,
      end: line.span.end,
      title: title?.text ?? '',
      description: [],
      attributes: [],
      links: [],
      needs: [],
    };
  }

  private endItem(): void {
    if (!this.draft) return;
    this.items.push(itemOf(this.draft));
    this.draft = undefined;
    this.prose = undefined;
    this.title = undefined;
  }

  private forward(line: SpannedText, { skipped, needs, original }: Forwarding): void {
    const id = parseOftId(original.text);
    const link = linkTo('covers', original);
    if (!id || !link) {
      this.problems.push(revisionProblem(original.span));
      return;
    }
    const own = { ...id, type: skipped.text };
    this.items.push({
      dialect: 'oft',
      id: oftIdText(own),
      key: oftKeyOf(own),
      type: own.type,
      idSpan: skipped.span,
      span: line.span,
      title: '',
      text: '',
      revision: own.revision,
      attributes: [],
      links: [link],
      needs,
      forwards: true,
    });
  }
}
