import type { IdScheme } from '../../config/idScheme.ts';
import type { MarkupPart } from '../dialects/oft/markup.ts';
import { KnownIds } from '../knownIds.ts';
import type { RowRun } from '../markdown/rowRun.ts';
import type { Section } from '../markdown/section.ts';
import type { YamlPart } from '../yaml/yamlPart.ts';
import { type Part, PartFinder, WorkCounter } from './parts.ts';
import { type SameText, sameText } from './sameText.ts';

/** The parts of a file that readers keep, each reader its own. */
export interface FileParts {
  readonly sections: readonly Section[];
  readonly yaml: readonly YamlPart[];
  readonly markup: readonly MarkupPart[];
  /** IDs that its tags have named, in this text or an earlier one. */
  readonly ids?: KnownIds;
}

/** The parts of a file of which nothing can be taken over. */
export const NO_PARTS: FileParts = { sections: [], yaml: [], markup: [] };

/** An earlier text of a file with the parts that were read from it. */
export interface EarlierText {
  readonly text: string;
  readonly parts: FileParts;
}

/** What one reading of a file takes over from an earlier one, and leaves to the next. */
export class ReadingMemory {
  readonly work = new WorkCounter();
  /** Kept by the reader of tags. */
  readonly ids: KnownIds;
  /** Parts of the present text, set by the readers. */
  sections: readonly Section[] = [];
  yaml: readonly YamlPart[] = [];
  markup: readonly MarkupPart[] = [];
  readonly #text: string;
  readonly #earlier: EarlierText | undefined;
  #same: SameText | undefined;
  #rows: PartFinder<RowRun> | undefined;

  constructor(text: string, ids: IdScheme, earlier: EarlierText | undefined) {
    this.ids = earlier?.parts.ids ?? new KnownIds(ids);
    this.#text = text;
    this.#earlier = earlier;
  }

  /** Looks for sections of the earlier text. */
  findSections(): PartFinder<Section> | undefined {
    return this.#find(this.#earlier?.parts.sections);
  }

  /** Looks for rows of the earlier text's tables; the same finder each time, since it is asked in the order of the text. */
  findRows(): PartFinder<RowRun> | undefined {
    const earlier = this.#earlier;
    if (earlier) this.#rows ??= new PartFinder(this.#sameAs(earlier), earlier.parts.sections.flatMap(rowsOf));
    return this.#rows;
  }

  /** Looks for pieces of the earlier YAML. */
  findYaml(): PartFinder<YamlPart> | undefined {
    return this.#find(this.#earlier?.parts.yaml);
  }

  /** Looks for parts of the earlier OpenFastTrace document. */
  findMarkup(): PartFinder<MarkupPart> | undefined {
    return this.#find(this.#earlier?.parts.markup);
  }

  #find<P extends Part>(parts: readonly P[] | undefined): PartFinder<P> | undefined {
    const isWorth = this.#earlier && parts && parts.length > 0;
    return isWorth ? new PartFinder(this.#sameAs(this.#earlier), parts) : undefined;
  }

  #sameAs({ text }: EarlierText): SameText {
    this.#same ??= sameText(text, this.#text);
    return this.#same;
  }
}

function rowsOf({ rows }: Section): readonly RowRun[] {
  return rows;
}
