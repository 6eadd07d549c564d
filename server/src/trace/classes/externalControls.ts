import type { ClassControl } from './classInput.ts';
import { type ClassTree, NO_SYSTEM } from './classTree.ts';

/**
 * True when `control` acts from outside of the software system `system` (A1 4.3 a): nothing in that system implements
 * it, and it either acts from outside of all software or is implemented in other systems only. An implementing node
 * whose system is not known speaks against it.
 */
export function isExternalTo(tree: ClassTree, control: ClassControl, system: string): boolean {
  const implementers = control.implementedBy.flatMap((id) => tree.get(id) ?? []);
  if (implementers.some(({ systems }) => systems.has(system) || systems.has(NO_SYSTEM))) return false;
  if (control.external) return true;
  return system !== NO_SYSTEM && implementers.length > 0 && implementers.length === control.implementedBy.length;
}

/** True for a control from outside of all software that is made of hardware. */
export function isHardware({ external, hardware }: ClassControl): boolean {
  return external && hardware === true;
}
