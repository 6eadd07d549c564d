import type { ClassPanelModel } from '../../../server/src/protocol/classPanel.ts';
import { element, icon } from './dom.ts';
import { segmented } from './segments.ts';
import { l10n } from './words.ts';

/** What the head of the panel tells its owner. */
export interface HeaderEvents {
  /** A person wants to look through an edition of the standard. */
  readonly profile: (id: string) => void;
}

/** Name of the product, and the tabs of what is shown of it. */
export function panelHeader(name: string, tabList: HTMLElement | undefined): HTMLElement {
  return element('header', {}, element('h1', { text: name }), ...(tabList ? [tabList] : []));
}

/** The edition of the standard that the classes are looked at through, and what to know about it. */
export function editionLine(model: ClassPanelModel, events: HeaderEvents): HTMLElement {
  const { profileId, ownProfile, profiles } = model;
  const shown = profiles.find(({ id }) => id === profileId);
  const own = profiles.find(({ id }) => id === ownProfile);
  const editions = segmented(
    l10n.t('Edition of the standard'),
    profiles.map(({ id, title }) => ({
      label: shortTitle(title),
      title: id === ownProfile ? l10n.t('{0}, the edition of the project', title) : l10n.t('Look through {0}', title),
      pressed: id === profileId,
      key: `edition ${id}`,
      press: () => events.profile(id),
    })),
  );
  const line = element('div', { class: 'edition' }, element('span', { class: 'quiet', text: 'IEC 62304' }), editions);
  if (shown?.draft !== undefined) line.append(note(shown.draft));
  if (profileId !== ownProfile) {
    const titles = [shown?.title ?? profileId, own?.title ?? ownProfile];
    line.append(note(l10n.t('Looked at through {0}. The project uses {1}.', ...titles)));
  }
  return line;
}

function note(text: string): HTMLElement {
  return element('p', { class: 'note quiet', attributes: { role: 'status' } }, icon('info'), element('span', { text }));
}

/** The edition without the number of the standard, which all of them share. */
function shortTitle(title: string): string {
  return title.replace(/^IEC 62304:?\s*/, '');
}
