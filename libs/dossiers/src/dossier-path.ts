import { type DossierDetail } from '@gare/contracts/dossiers';
import { type LoadedKind } from '@gare/domain/kinds/kind';
import { type DossierStayEntity } from './dossier-stay.entity.js';

/** The states a dossier has been in, the latest first, with the days it waited on each party there. */
export function pathOf(kind: LoadedKind, stays: readonly DossierStayEntity[]): DossierDetail['path'] {
  const visits: DossierStayEntity[][] = [];
  for (const stay of stays) {
    const last = visits.at(-1);
    if (last !== undefined && last[0]?.state === stay.state) last.push(stay);
    else visits.push([stay]);
  }
  return visits.reverse().flatMap((visit) => {
    const [first] = visit;
    const last = visit.at(-1);
    if (first === undefined || last === undefined) return [];
    const state = kind.process.states.find(({ code }) => code === first.state);
    return [
      {
        state: { code: first.state, label: state?.label ?? first.state, phase: first.phase },
        from: first.fromAt.toISOString(),
        to: last.toAt?.toISOString() ?? null,
        parties: [...new Set(visit.map(({ waitsParty }) => waitsParty))],
      },
    ];
  });
}
