import type { ClassPanelModel } from '../../../server/src/protocol.ts';
import { element, icon } from './dom.ts';
import { segmented } from './segments.ts';

/** What the head of the panel tells its owner. */
export interface HeaderEvents {
  /** A person wants to look through an edition of the standard. */
  readonly profile: (id: string) => void;
}

/** Name of the product, and the edition of the standard that its classes are looked at through. */
export function panelHeader(model: ClassPanelModel, name: string, events: HeaderEvents): HTMLElement {
  const { profileId, ownProfile, profiles } = model;
  const shown = profiles.find(({ id }) => id === profileId);
  const own = profiles.find(({ id }) => id === ownProfile);
  const editions = segmented(
    'Edition of the standard',
    profiles.map(({ id, title }) => ({
      label: shortTitle(title),
      title: id === ownProfile ? `${title}, the edition of the project` : `Look through ${title}`,
      pressed: id === profileId,
      key: `edition ${id}`,
      press: () => events.profile(id),
    })),
  );
  const head = element('header', {}, element('h1', { text: name }), editions);
  if (shown?.draft !== undefined) head.append(note(shown.draft));
  if (profileId !== ownProfile) {
    head.append(note(`Looked at through ${shown?.title ?? profileId}. The project uses ${own?.title ?? ownProfile}.`));
  }
  return head;
}

function note(text: string): HTMLElement {
  return element('p', { class: 'note quiet', attributes: { role: 'status' } }, icon('info'), element('span', { text }));
}

/** The edition without the number of the standard, which all of them share. */
function shortTitle(title: string): string {
  return title.replace(/^IEC 62304:?\s*/, '');
}
