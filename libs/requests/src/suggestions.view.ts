import { Injectable } from '@nestjs/common';
import { schedaFields } from '@gare/contracts/scheda/describe-fields';
import { type SuggestionsView } from '@gare/contracts/integration-requests';
import { type Actor } from '@gare/domain/access/actor';
import { tenderKind } from '@gare/domain/kinds/kind-access';
import { requestDocument } from '@gare/domain/requests/round';
import { suggestPoints } from '@gare/domain/requests/suggest';
import { DossierAccessReader, GateFactSources } from '@gare/dossiers';
import { dbContext } from '@gare/identity';
import { Database } from '@gare/platform/database';
import { fieldLabel, titleOf } from './dossier-now.js';
import { RequestRules } from './request-rules.js';

/** What a request could ask for, read from gates, documents and checks. */
@Injectable()
export class SuggestionsViews {
  constructor(
    private readonly database: Database,
    private readonly access: DossierAccessReader,
    private readonly facts: GateFactSources,
    private readonly rules: RequestRules,
  ) {}

  /** @throws AppError dossier.not_found, access.denied */
  show(actor: Actor, dossierId: string): Promise<SuggestionsView> {
    return this.database.read(dbContext(actor), async (reader) => {
      const one = await this.access.open(reader, actor, dossierId);
      one.require('request.open', requestDocument);
      const { kind, dossier } = one;
      const facts = await this.facts.gather(reader, dossier);
      const names = { field: (path: string): string => titleOf(kind, { tipo: 'CAMPO', oggetto: path }) ?? path };
      return {
        punti: [...suggestPoints(kind, { state: dossier.state, facts, names })],
        entro: await this.rules.answerBy(reader, dossier),
        documenti: kind.documents.map(({ code, title = code }) => ({ codice: code, titolo: title })),
        campi: kind.code === tenderKind ? fieldsIn(facts.subject) : [],
      };
    });
  }
}

/** Fields of the sheet by their path, those of the lots once for each lot. */
function fieldsIn(values: unknown): { path: string; label: string }[] {
  const { lotti = [] } = values as { lotti?: readonly { id?: unknown }[] | null };
  const ids = (lotti ?? []).flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
  return schedaFields.flatMap(({ path, kind }) => {
    if (kind === 'group') return [];
    const paths = path.startsWith('lotti/*/') ? ids.map((id) => path.replace('*', id)) : [path];
    return paths.filter((one) => !one.includes('*')).map((one) => ({ path: one, label: fieldLabel(one) }));
  });
}
