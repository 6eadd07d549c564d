import type { IdScheme } from '../../config/idScheme.ts';
import { ownText } from '../../model/ownText.ts';
import type { FoundPart } from '../reuse/parts.ts';
import type { ReadingMemory } from '../reuse/readingMemory.ts';
import { NO_SPEC, type SpecFacts } from '../specFacts.ts';
import { type RowFacts, readRow, type TableHead, tableHead } from '../table.ts';
import type { Line, TextLines } from '../textLines.ts';
import { ReadRun, type RowRun, shiftedRun } from './rowRun.ts';

/** So many rows are read together: a key costs as many, and a table keeps one part for them. */
const MOST_TOGETHER = 64;

/** The rows of a table, and the index of the line behind it. */
export interface TableRows {
  /** None for a table without a column of IDs. */
  readonly runs: readonly RowRun[];
  readonly next: number;
}

/** Reads the tables of a text in their order. Rows of an earlier text that an edit left alone, header and all, are taken from there. */
export class TableReader {
  readonly #lines: TextLines;
  readonly #ids: IdScheme;
  readonly #memory: ReadingMemory | undefined;
  /** Index of the line that is read next. */
  #next = 0;

  constructor(lines: TextLines, ids: IdScheme, memory: ReadingMemory | undefined) {
    this.#lines = lines;
    this.#ids = ids;
    this.#memory = memory;
  }

  /** Reads the table whose header is the line at `index`; the row of dashes follows it. */
  read(index: number): TableRows {
    const line = this.#lines.at(index);
    // An item that is kept must not hold the whole text for the sake of its header.
    const head = tableHead(this.#memory?.findRows() ? { text: ownText(line.text), start: line.start } : line);
    const runs: RowRun[] = [];
    this.#next = index + 2;
    if (head.idColumn < 0) while (this.#rowAt(this.#next)) this.#next++;
    else for (let run = this.#run(head, head.text); run; run = this.#run(head, run.head)) runs.push(run);
    return { runs, next: this.#next };
  }

  /** The line at an index if it is a row. */
  #rowAt(index: number): Line | undefined {
    const line = index < this.#lines.count ? this.#lines.at(index) : undefined;
    return line?.text.includes('|') ? line : undefined;
  }

  #run(head: TableHead, headText: string): RowRun | undefined {
    return this.#known(head) ?? this.#fresh(head, headText);
  }

  /** The rows that come next, as they were read earlier. */
  #known(head: TableHead): RowRun | undefined {
    const found = this.#find(this.#next, head);
    if (!found) return undefined;
    if (this.#memory) this.#memory.work.reused++;
    const run = shiftedRun(found.part, found.shift, head.start - found.part.headStart);
    this.#next = this.#lines.indexAt(run.end) ?? this.#lines.count;
    return run;
  }

  #find(index: number, head: TableHead): FoundPart<RowRun> | undefined {
    const found = this.#memory?.findRows()?.at(this.#lines.startOf(index));
    if (found?.part.head !== head.text) return undefined;
    // Where something else follows by now, the last row may go on in it.
    return found.certain || this.#lines.indexAt(found.part.end) !== undefined ? found : undefined;
  }

  /** Reads the rows that come next, up to those that are known. */
  #fresh(head: TableHead, headText: string): RowRun | undefined {
    const facts: RowFacts = { items: [], suppressions: [], problems: [] };
    const first = this.#next;
    for (let row = this.#rowAt(first); row; row = this.#rowAt(this.#next)) {
      const read = this.#next - first;
      if (read === MOST_TOGETHER || (read > 0 && this.#find(this.#next, head))) break;
      readRow(row, head, this.#ids, facts);
      this.#next++;
    }
    if (this.#next === first) return undefined;
    if (this.#memory) this.#memory.work.read++;
    const end = this.#lines.startOf(this.#next);
    return new ReadRun({
      start: this.#lines.startOf(first),
      end,
      // The character behind a line break tells `\r` from `\r\n`.
      seen: end + 1,
      head: headText,
      headStart: head.start,
      facts: this.#memory ? this.#kept(facts, this.#memory) : facts,
      isEmpty: facts.items.length === 0,
    });
  }

  /** The same in lists that have no room to grow. */
  #kept({ items, suppressions, problems }: RowFacts, memory: ReadingMemory): SpecFacts {
    if (items.length === 0) return NO_SPEC;
    const facts = {
      items: items.slice(),
      suppressions: suppressions.length === 0 ? NO_SPEC.suppressions : suppressions.slice(),
      problems: problems.length === 0 ? NO_SPEC.problems : problems.slice(),
    };
    return memory.findRows()?.fresh(facts) ?? facts;
  }
}
