import type { ProjectConfig } from '../config/project.ts';
import type { ItemKey } from '../model/itemId.ts';
import type { Profile } from '../model/profile.ts';
import type { Steps } from '../model/steps.ts';
import { AskedItems } from './askedItems.ts';
import type {
  ClassCause,
  ClassControl,
  ClassInput,
  ClassNode,
  ClassRecordChanges,
  ClassRequirement,
  ClassSettings,
  ClassSituation,
} from './classes/classInput.ts';
import { causeOf, controlOf, nodeOf, requirementOf, situationOf } from './classSources.ts';
import type { Cell } from './graph/cells.ts';
import { type Item, isRetired } from './item.ts';
import type { TracedProject } from './project/tracedProject.ts';
import type { Snapshot } from './snapshot.ts';

/** What one record contributes to the safety classes. */
interface Piece {
  readonly node?: ClassNode;
  readonly cause?: ClassCause;
  readonly situation?: ClassSituation;
  readonly control?: ClassControl;
  readonly requirement?: ClassRequirement;
}

/** Types whose records decide about safety classes. */
const TYPES = ['SS', 'SI', 'UNIT', 'SOUP', 'CAUSE', 'THR', 'HS', 'RC', 'SRS'] as const;

/** What decides the safety classes of a project, kept record by record. */
export class ClassInputs {
  readonly #asked = new AskedItems();
  readonly #pieces = new Map<ItemKey, { readonly piece: Piece; readonly text: string }>();

  /** Takes in what has changed, in steps, and gives the records that are others by now; undefined for none. */
  *update(project: TracedProject, changed: ReadonlySet<Cell>): Steps<ClassRecordChanges | undefined> {
    const before = new Map<ItemKey, Piece | undefined>();
    yield* this.#asked.ask(
      project,
      changed,
      () => allKeys(project),
      (view, key) => {
        const item = view.byKey.get(key);
        const piece = item && pieceOf(view, item, view.config.profile);
        const known = this.#pieces.get(key)?.piece;
        if (this.#keep(key, piece)) before.set(key, known);
        // A record without a part in the classes is asked again when its own definition changes, and no sooner.
        return piece !== undefined;
      },
    );
    if (before.size === 0) return undefined;
    const after = [...before.keys()].map((key) => this.#pieces.get(key)?.piece);
    const changesOf = <T extends { readonly id: string }>(
      recordOf: (piece: Piece) => T | undefined,
    ): ReadonlyMap<string, T | undefined> => {
      const changes = new Map<string, T | undefined>();
      // An ID may be written otherwise by now.
      for (const piece of before.values()) {
        const record = piece && recordOf(piece);
        if (record) changes.set(record.id, undefined);
      }
      for (const piece of after) {
        const record = piece && recordOf(piece);
        if (record) changes.set(record.id, record);
      }
      return changes;
    };
    return {
      nodes: changesOf(({ node }) => node),
      causes: changesOf(({ cause }) => cause),
      situations: changesOf(({ situation }) => situation),
      controls: changesOf(({ control }) => control),
      requirements: changesOf(({ requirement }) => requirement),
    };
  }

  /** Keeps what a record contributes. True when that is another contribution. */
  #keep(key: ItemKey, piece: Piece | undefined): boolean {
    const text = piece && JSON.stringify(piece);
    if (this.#pieces.get(key)?.text === text) return false;
    if (piece && text !== undefined) this.#pieces.set(key, { piece, text });
    else this.#pieces.delete(key);
    return true;
  }
}

/**
 * The input of the class engine for a snapshot as it stands, under any edition: with the project's own the same as what
 * {@link ClassInputs} keeps. Takes time in proportion to the records that decide about classes.
 */
export function classInputOf(snapshot: Snapshot, profile: Profile = snapshot.config.profile): ClassInput {
  const pieces = TYPES.flatMap((type) =>
    (snapshot.itemsByType.get(type) ?? []).flatMap((item) => pieceOf(snapshot, item, profile) ?? []),
  );
  return {
    ...classSettingsOf(snapshot.config, profile),
    nodes: pieces.flatMap(({ node }) => node ?? []),
    causes: pieces.flatMap(({ cause }) => cause ?? []),
    situations: pieces.flatMap(({ situation }) => situation ?? []),
    controls: pieces.flatMap(({ control }) => control ?? []),
    requirements: pieces.flatMap(({ requirement }) => requirement ?? []),
  };
}

/** What classes rest on beside the records, under an edition. */
export function classSettingsOf(
  { countedControls }: ProjectConfig,
  { levels, defaultLevel, classification }: Profile,
): ClassSettings {
  return {
    levels,
    defaultLevel,
    externalControls: classification === 'severity' ? 'hardware' : 'any',
    countedControls,
  };
}

function allKeys({ graph }: TracedProject): readonly ItemKey[] {
  return TYPES.flatMap((type) => graph.types.get(type) ?? []);
}

/** What a record contributes; undefined when it is of no such type, or does not count any more. */
function pieceOf(view: Snapshot, item: Item, profile: Profile): Piece | undefined {
  if (item.dialect !== 'lifetrace' || isRetired(item)) return undefined;
  switch (item.type) {
    case 'SS':
    case 'SI':
    case 'UNIT':
    case 'SOUP':
      return { node: nodeOf(view, item, item.type, profile) };
    case 'CAUSE':
    case 'THR':
      return { cause: causeOf(item) };
    case 'HS':
      return { situation: situationOf(view, item, profile) };
    case 'RC':
      return { control: controlOf(view, item) };
    case 'SRS':
      // By its own words alone: whether what it names is a control is not asked of all requirements.
      return item.linksOfKind('implements').length > 0 ? { requirement: requirementOf(view, item) } : undefined;
    default:
      return undefined;
  }
}
