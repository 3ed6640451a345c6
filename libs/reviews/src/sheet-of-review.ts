import { Injectable } from '@nestjs/common';
import { systemAsActor, type Actor } from '@gare/domain/access/actor';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { canonicalJson } from '@gare/domain/audit/canonical-json';
import { followsFromActs } from '@gare/domain/review/sheet-of-acts';
import { technicalDocuments } from '@gare/domain/review/review-gate';
import { jointOutcome } from '@gare/domain/review/review-state';
import { DossierAccessReader, KindLibrary, type DossierEntity } from '@gare/dossiers';
import { type Tx, withEyes } from '@gare/platform/database';
import { SchedaWriter } from '@gare/scheda';
import { approvingOpinions } from './approving-opinions.js';
import { countingApprovals, liveRequests, technicalApproval, type ReviewRows } from './reviews.reader.js';

type Fields = Readonly<Record<'revisioneLegale' | 'approvazioneTecnica', Record<string, string> | null>>;

/**
 * The sheet says what follows from the acts: nobody types it, the documents print it, and it goes when what was approved no longer
 * stands. Days are those of the acts.
 */
@Injectable()
export class SheetOfReview {
  constructor(
    private readonly sheets: SchedaWriter,
    private readonly kinds: KindLibrary,
    private readonly access: DossierAccessReader,
  ) {}

  /** Harmless twice: writes only what differs. A dossier of a kind whose gates do not ask for the acts keeps what people typed. */
  async follow(tx: Tx, actor: Actor, dossier: DossierEntity, rows: ReviewRows): Promise<void> {
    const kind = this.kinds.require(dossier.kindCode, dossier.kindVersion);
    if (!followsFromActs(kind, 'revisioneLegale')) return;
    await withEyes(tx, { scope: 'sua', suaId: dossier.suaId }, async () => {
      const fields = await this.fields(tx, dossier, rows);
      const changes = (values: object): { path: string; value: Record<string, string> | null }[] =>
        Object.entries(fields).flatMap(([path, value]) => {
          const before: unknown = (values as Record<string, unknown>)[path] ?? null;
          return canonicalJson(before) === canonicalJson(value) ? [] : [{ path, value }];
        });
      await this.sheets.write(tx, {
        ...{ actor, dossier, role: 'SISTEMA', changes },
        act: (applied) => ({
          action: 'review.recorded',
          summary: applied.some(({ after }) => after !== null)
            ? 'La scheda riporta gli atti di approvazione che valgono'
            : 'La scheda non riporta più un’approvazione che non vale',
          details: { changes: applied },
        }),
      });
    });
  }

  private async fields(tx: Tx, dossier: DossierEntity, rows: ReviewRows): Promise<Fields> {
    const { kind, access } = await this.access.before(tx, systemAsActor(dossier.suaId, 'scheda'), dossier);
    const technical = technicalDocuments(kind, access.matrice, [...rows.inForce.keys()]);
    const approvals = technical.map((code) => technicalApproval(rows, code));
    const acts = approvals.flatMap((act) => (act === undefined ? [] : [act]));
    const isWhole = acts.length > 0 && acts.length === approvals.length;
    return {
      revisioneLegale: legal(rows),
      approvazioneTecnica: isWhole ? { da: names(acts.map(({ person }) => person)), data: dayOf(acts) } : null,
    };
  }
}

function legal(rows: ReviewRows): Record<string, string> | null {
  const opinions = approvingOpinions(rows);
  const acts = liveRequests(rows)
    .flatMap(({ documents }) => documents)
    .flatMap((code) => {
      const now = rows.inForce.get(code)?.fingerprint;
      return countingApprovals(rows, code).filter(({ kind, fingerprint }) => kind === 'LEGALE' && fingerprint === now);
    });
  if (opinions === null || acts.length === 0) return null;
  return {
    esito: jointOutcome(opinions.map(({ outcome }) => outcome)),
    revisore: names(opinions.map(({ person }) => person)),
    data: dayOf(acts),
  };
}

const names = (people: readonly string[]): string => [...new Set(people)].join(', ');

/** The day of the last act, Europe/Rome. */
function dayOf(acts: readonly { readonly at: Date }[]): string {
  const last = acts.reduce((latest, { at }) => (at > latest ? at : latest), new Date(0));
  return toRomeDate(last.toISOString());
}
