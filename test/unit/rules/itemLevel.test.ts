import assert from 'node:assert/strict';
import { levelOfItem } from '../../../server/src/trace/itemLevel.ts';
import { projectOf } from '../../support/project.ts';

const ARCHITECTURE = `
SS-1: {title: Pump, safetyClass: C}
SI-1: {title: Delivery, partOf: SS-1, satisfies: SRS-1}
SI-2:
  title: Log
  partOf: SS-1
  safetyClass: A
  classRationale: {text: It cannot disturb delivery., segregation: {mechanism: separate-processor}}
  satisfies: [SRS-1, SRS-2]
SI-3: {title: Simulator, scope: tool}
SDD-1: {title: Ring buffer, refines: SI-2}
ST-2: {title: Log, verifies: SRS-2}
TR-2: {title: Log on 2026-11-01, records: ST-2}
CR-2: {title: Longer log, affects: SRS-2}
RC-1: {title: Trace of alarms, implementedIn: software}
SRS-1: {title: Show}
SRS-2: {title: Write, implements: RC-1}
SRS-3: {title: Nobody satisfies it}
`;

describe('Level of an item', () => {
  const snapshot = projectOf({ 'spec/architecture.yaml': ARCHITECTURE });
  const levelOf = (id: string) => {
    const item = snapshot.byKey.get(id);
    assert.ok(item, id);
    return levelOfItem(snapshot, item);
  };

  it('is the effective class of a software item', () => {
    assert.equal(levelOf('SI-1'), 'C');
    assert.equal(levelOf('SI-2'), 'A');
  });

  it('is the highest class of what satisfies a requirement', () => {
    assert.equal(levelOf('SRS-1'), 'C');
    assert.equal(levelOf('SRS-2'), 'A');
  });

  it('goes from requirements to the risk control that they implement', () => {
    assert.equal(levelOf('RC-1'), 'A');
  });

  it('goes from what is verified, recorded, changed or designed to the record of it', () => {
    assert.deepEqual(['ST-2', 'TR-2', 'CR-2', 'SDD-1'].map(levelOf), ['A', 'A', 'A', 'A']);
  });

  it('is that of the product where nothing of this is on record', () => {
    assert.equal(levelOf('SRS-3'), 'C');
    assert.equal(snapshot.productLevel, 'C');
  });

  it('does not exist for tools', () => {
    assert.equal(levelOf('SI-3'), undefined);
  });

  it('is the default without any software system', () => {
    assert.equal(projectOf({ 'spec/srs.md': '# SRS-1 Detect air\n' }).productLevel, 'C');
  });
});
