import { appliesTo, closest, compareScopes, type AboutDossier, type AppliesTo } from './applies-to.js';

const all: AppliesTo = { procedures: [], objects: [] };
const works: AppliesTo = { procedures: [], objects: ['works'] };
const openWorks: AppliesTo = { procedures: ['open'], objects: ['works'] };
const open: AppliesTo = { procedures: ['open'], objects: [] };

describe('what a template was written for', () => {
  it.each<[string, AppliesTo, AboutDossier, boolean]>([
    ['all of it', all, { procedure: null, objects: [] }, true],
    ['a procedure the sheet does not name yet', open, { procedure: null, objects: ['works'] }, false],
    ['the procedure of the sheet', open, { procedure: 'open', objects: [] }, true],
    ['another procedure', open, { procedure: 'restricted', objects: [] }, false],
    ['works, with lots of works', works, { procedure: 'open', objects: ['works', 'works'] }, true],
    ['works, with a lot of services', works, { procedure: 'open', objects: ['works', 'services'] }, false],
    ['works, without lots', works, { procedure: 'open', objects: [] }, false],
    ['both', openWorks, { procedure: 'open', objects: ['works'] }, true],
  ])('%s', (_, scope, about, expected) => {
    expect(appliesTo(scope, about)).toBe(expected);
  });

  it.each([
    [all, all, 'SAME'],
    [openWorks, works, 'NARROWER'],
    [all, open, 'WIDER'],
    [open, works, 'CROSSING'],
    [open, { procedures: ['restricted'], objects: [] }, 'APART'],
    [openWorks, { procedures: [], objects: ['services'] }, 'APART'],
    [{ procedures: ['open', 'restricted'], objects: [] }, { procedures: ['restricted', 'open'], objects: [] }, 'SAME'],
  ])('%j beside %j: %s', (left, right, expected) => {
    expect(compareScopes(left, right)).toBe(expected);
  });

  it('takes the one written most closely, whatever the order they come in', () => {
    const named = [all, works, openWorks].map((scope, index) => ({ name: index, appliesTo: scope }));
    const about = { procedure: 'open', objects: ['works'] };
    for (const order of [named, [...named].reverse()]) expect(closest(order, about)?.name).toBe(2);
    expect(closest(named, { procedure: 'restricted', objects: ['works'] })?.name).toBe(1);
    expect(closest(named, { procedure: null, objects: [] })?.name).toBe(0);
    expect(closest(named.slice(1), { procedure: 'open', objects: ['services'] })).toBeUndefined();
  });
});
