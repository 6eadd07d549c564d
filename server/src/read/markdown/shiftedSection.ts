import type { ReadProblem } from '../../model/facts.ts';
import type { RawField } from '../fields.ts';
import { shiftedField, shiftedProblem, shiftedSpan, shiftedSuppression } from '../reuse/shifted.ts';
import { shiftedItem } from '../reuse/shiftedItem.ts';
import { ShiftedPart } from '../reuse/shiftedPart.ts';
import { type RowRun, shiftedRun } from './rowRun.ts';
import type { ClosedItem, ItemHead, Section } from './section.ts';

/** The section moved on by `shift` characters. */
export function shiftedSection(section: Section, shift: number): Section {
  if (shift === 0) return section;
  if (!(section instanceof ShiftedSection)) return new ShiftedSection(section, shift);
  return section.shift + shift === 0 ? section.origin : new ShiftedSection(section.origin, section.shift + shift);
}

/** The section with another end of what was looked at for its sake. */
export function seenUpTo(section: Section, seen: number): Section {
  if (!(section instanceof ShiftedSection)) return { ...section, seen };
  const { origin, shift } = section;
  return new ShiftedSection({ ...origin, seen: seen - shift }, shift);
}

/** A section that has moved. Most of it is never asked for: the item that it makes is taken over as it is. */
class ShiftedSection extends ShiftedPart<Section> implements Section {
  get level(): number {
    return this.origin.level;
  }

  get head(): ItemHead | undefined {
    const { head } = this.origin;
    return head && { ...head, idSpan: shiftedSpan(head.idSpan, this.shift) };
  }

  get heading(): string | undefined {
    return this.origin.heading;
  }

  get inItem(): boolean {
    return this.origin.inItem;
  }

  get endsPlainly(): boolean {
    return this.origin.endsPlainly;
  }

  get words(): readonly string[] {
    return this.origin.words;
  }

  get fields(): readonly RawField[] {
    return this.origin.fields.map((field) => shiftedField(field, this.shift));
  }

  get problems(): readonly ReadProblem[] {
    const { problems } = this.origin;
    return problems.length === 0 ? problems : problems.map((problem) => shiftedProblem(problem, this.shift));
  }

  get rows(): readonly RowRun[] {
    const { rows } = this.origin;
    return rows.length === 0 ? rows : rows.map((run) => shiftedRun(run, this.shift, this.shift));
  }

  get alone(): ClosedItem | undefined {
    const { alone } = this.origin;
    return (
      alone && {
        item: shiftedItem(alone.item, this.shift),
        suppressions: alone.suppressions.map((suppression) => shiftedSuppression(suppression, this.shift)),
        problems: alone.problems.map((problem) => shiftedProblem(problem, this.shift)),
      }
    );
  }
}
