import type { ConfigReader } from './configReader.ts';
import type { YamlNode } from './yamlNode.ts';
import { entryOf } from './yamlTree.ts';

const PATH = 'units.wrappers';
/** The name of a function of JavaScript or TypeScript. */
const NAME = /^[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*$/;

/**
 * Reads `wrappers` of `units` in `project.yaml`: names of functions that hand on the function that they are called with.
 * An empty list says that there are none. Undefined where the project does not say, or nothing that fits; what does not fit is reported.
 */
export function readWrappers(units: YamlNode, reader: ConfigReader): readonly string[] | undefined {
  const node = entryOf(units, 'wrappers')?.value;
  if (!node || (node.kind === 'scalar' && node.empty)) return undefined;
  const given = reader.texts(node, PATH);
  const names = given.filter(({ text, span }) => {
    if (NAME.test(text)) return true;
    const last = /[^.]*$/.exec(text)?.[0] ?? '';
    const hint = NAME.test(last) ? `; give “${last}”, which counts behind any namespace` : '';
    reader.report(PATH, `“${text}” is not the name of a function${hint}.`, span);
    return false;
  });
  const saysNone = node.kind === 'list' && node.entries.length === 0;
  return names.length > 0 || saysNone ? [...new Set(names.map(({ text }) => text))] : undefined;
}
