import type { ServerSettings } from '../protocol/settings.ts';
import { DEFAULT_LIMITS, type ReadLimits } from '../workspace/node/diskReader.ts';
import { recordIn } from './recordIn.ts';

/** Name of the section of a client's settings that is ours. */
export const SECTION = 'lifetrace';

/** Settings of a client that says nothing. */
export const DEFAULT_SETTINGS: ServerSettings = {
  maxFileSize: DEFAULT_LIMITS.maxBytes / 1024,
  codeLens: { enabled: true },
  inlayHints: { titles: true, classes: true },
};

/**
 * The settings in a message of a client: ours, or ours in a section of that name. What is left out, or is no usable value,
 * has its default. Undefined for a message that holds none of them.
 */
export function settingsIn(message: unknown): ServerSettings | undefined {
  const outer = recordIn(message);
  const ours = recordIn(outer?.[SECTION]) ?? outer;
  if (!ours || !Object.keys(DEFAULT_SETTINGS).some((name) => name in ours)) return undefined;
  const { maxFileSize } = ours;
  const codeLens = recordIn(ours['codeLens']);
  const inlayHints = recordIn(ours['inlayHints']);
  return {
    maxFileSize:
      typeof maxFileSize === 'number' && Number.isFinite(maxFileSize) ? maxFileSize : DEFAULT_SETTINGS.maxFileSize,
    codeLens: { enabled: flag(codeLens?.['enabled'], DEFAULT_SETTINGS.codeLens.enabled) },
    inlayHints: {
      titles: flag(inlayHints?.['titles'], DEFAULT_SETTINGS.inlayHints.titles),
      classes: flag(inlayHints?.['classes'], DEFAULT_SETTINGS.inlayHints.classes),
    },
  };
}

/** What limits the reading of files under some settings. */
export function limitsOf({ maxFileSize }: ServerSettings): ReadLimits {
  return { maxBytes: Math.max(1, maxFileSize) * 1024 };
}

function flag(value: unknown, otherwise: boolean): boolean {
  return typeof value === 'boolean' ? value : otherwise;
}
