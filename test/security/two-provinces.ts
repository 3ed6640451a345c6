import { createHash, randomUUID } from 'node:crypto';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { ObjectStorage } from '@gare/platform/storage';
import { type RoleCode } from '@gare/domain/access/permissions';
import { wordBody, wordParagraph } from '../fixtures/word-files.js';
import { openDossier, writeScheda } from '../harness/dossiers.js';
import { type TestProduct } from '../harness/test-product.js';
import { draftClause, keptBundle } from './library-rows.js';
import { type Victim } from './route-places.js';
import { addToDraft } from './victim-draft.js';
import { makeAccount, makeConvenzione, makeKinds, makeTalk, makeTold, newRow } from './victim-rows.js';

export const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export interface Body {
  readonly suaId: string;
  readonly enteId: string;
}

export const perugia: Body = { suaId: demoEnteId('perugia'), enteId: demoEnteId('perugia') };
export const montone: Body = { suaId: perugia.suaId, enteId: demoEnteId('montone') };
const otherSuaId = randomUUID();
export const terni: Body = { suaId: otherSuaId, enteId: otherSuaId };
export const narni: Body = { suaId: otherSuaId, enteId: randomUUID() };
/** A law firm whose people the Province may give leave to review. */
export const studio: Body = { suaId: perugia.suaId, enteId: randomUUID() };

/** A copy of a row with some columns changed: follows the columns of the schema whatever they become. */
async function copyRow(product: TestProduct, table: string, condition: string, changes: Record<string, unknown>): Promise<void> {
  await product.services.query(
    `insert into ${table} select (jsonb_populate_record(null::${table}, to_jsonb(x) || $1::jsonb)).* from ${table} x where ${condition} limit 1`,
    [JSON.stringify(changes)],
  );
}

/** A person who can sign in with the password of the demo, with the roles in the body. @returns their id */
export async function addPerson(product: TestProduct, email: string, body: Body, roles: readonly RoleCode[]): Promise<string> {
  const id = randomUUID();
  await copyRow(product, 'people', `email = 'rup@montone.example'`, {
    id,
    email,
    sua_id: body.suaId,
    nome: 'Persona',
    cognome: 'Di Prova',
    codice_fiscale: null,
  });
  await copyRow(product, 'credentials', 'true', { person_id: id });
  for (const role of roles) {
    const given = { id: randomUUID(), person_id: id, sua_id: body.suaId, ente_id: body.enteId, role, dal: '2025-01-08', al: null };
    await copyRow(product, 'role_assignments', 'true', given);
  }
  return id;
}

/** A second Province with a comune that adheres to it, as the demo seeds the first. */
export async function addTerni(product: TestProduct): Promise<void> {
  const codes = { codice_istat: null, codice_istat_anac: null, codice_ausa: null, created_at: '2026-01-07T08:00:00Z' };
  const province = {
    id: terni.enteId,
    sua_id: terni.suaId,
    denominazione: 'Provincia di Terni',
    codice_fiscale: '00179350558',
    codice_ipa: 'p_tr',
  };
  const comune = {
    id: narni.enteId,
    sua_id: narni.suaId,
    denominazione: 'Comune di Narni',
    codice_fiscale: '00178930558',
    codice_ipa: 'c_f844',
  };
  await copyRow(product, 'enti', `id = '${perugia.enteId}'`, { ...codes, ...province });
  await copyRow(product, 'enti', `id = '${montone.enteId}'`, { ...codes, ...comune });
  await copyRow(product, 'convenzioni', `ente_id = '${montone.enteId}'`, { id: randomUUID(), sua_id: narni.suaId, ente_id: narni.enteId });
}

/** The firm, registered as a body of another sort. */
export async function addStudio(product: TestProduct): Promise<void> {
  const codes = { codice_ipa: null, codice_istat: null, codice_istat_anac: null, codice_ausa: null };
  const firm = { id: studio.enteId, tipo: 'ALTRO', denominazione: 'Studio legale Di Prova', codice_fiscale: '03388380549' };
  await copyRow(product, 'enti', `id = '${montone.enteId}'`, { ...codes, ...firm });
}

/** Leave to review a dossier, in force unless `days` say otherwise. @returns its id */
export async function addGrant(
  product: TestProduct,
  dossierId: string,
  personId: string,
  days: { dal?: string; al?: string; revocato_dal?: string } = {},
): Promise<string> {
  const id = randomUUID();
  await product.services.query(
    `insert into review_grants (id, sua_id, ente_id, dossier_id, person_id, person, dal, al, reason, granted_by, granted_by_name, granted_at, revocato_dal)
     select $1, sua_id, ente_id, id, $3, 'Persona Di Prova', $4, $5, 'Revisione di prova', $3, 'Persona Di Prova', now(), $6 from dossiers where id = $2`,
    [id, dossierId, personId, days.dal ?? '2025-01-01', days.al ?? '2099-12-31', days.revocato_dal ?? null],
  );
  return id;
}

interface Rightful {
  readonly visitor: Visitor;
  readonly personId: string;
  readonly bystanderId: string;
  readonly body: Body;
}

/** A dossier with something in every corner that a route shows, each with the word. */
export async function makeVictim(product: TestProduct, word: string, { visitor, personId, bystanderId, body }: Rightful): Promise<Victim> {
  const { suaId, enteId } = body;
  const dossierId = await openDossier(visitor, `Servizio riservato ${word} da affidare`);
  const written = await writeScheda(visitor, dossierId, [{ path: 'oggetto', value: `Servizio riservato ${word} da affidare` }]);
  if (written !== 200) throw new Error(`scheda not written: ${written}`);
  const bytes = wordBody(wordParagraph(`Nomina riservata ${word}`));
  const upload = await visitor.upload(`/api/dossiers/${dossierId}/documents/D06/upload`, {
    name: `nomina-${word}.docx`,
    bytes,
    type: wordType,
  });
  if (upload.status !== 201) throw new Error(`document not taken: ${upload.status} ${JSON.stringify(upload.body)}`);
  await product.services.query(
    `insert into drafts (id, sua_id, ente_id, dossier_id, document_id, code, state, shell_key, shell_sha256, input_hash, opened_by, opened_by_name, opened_at)
     select gen_random_uuid(), sua_id, ente_id, dossier_id, id, code, 'APERTA', 'nessuno.docx', repeat('a', 64), repeat('a', 64), $2, 'Persona Di Prova', now()
     from documents where dossier_id = $1 and code = 'D06'`,
    [dossierId, personId],
  );
  const convenzioneId = await makeConvenzione(product, word, body);
  const packageId = randomUUID();
  const jobId = randomUUID();
  const at = '2026-11-02T09:00:00Z';
  const owner = { sua_id: suaId, ente_id: enteId, dossier_id: dossierId };
  const storageKey = `dossier/${dossierId}/package/${word}.zip`;
  const content = Buffer.from(`PK pacchetto riservato ${word}`);
  await product.api.get(ObjectStorage).put(storageKey, content, { contentType: 'application/zip' });
  await newRow(product, 'jobs', {
    ...{
      ...owner,
      id: jobId,
      name: 'package.build',
      queue: 'package',
      title: `Lavoro ${word}`,
      payload: {},
      status: 'failed',
      attempts: 1,
    },
    ...{ progress: 0, reason: `Non riuscito per ${word}`, correlation_id: 'prova-di-accesso', requested_by: personId },
    ...{ created_at: at, not_before: at, sent_at: at, touched_at: at, started_at: at, finished_at: at },
  });
  await newRow(product, 'packages', {
    ...{ ...owner, id: packageId, version: 1, status: 'SEALED', input_hash: 'a'.repeat(64), input: { documents: [] }, audit_sequence: 1 },
    ...{ file_name: `fascicolo_${word}.zip`, sha256: 'b'.repeat(64), bytes: content.length, storage_key: storageKey, job_id: jobId },
    ...{ created_by: personId, created_at: at, sealed_at: at },
  });
  await newRow(product, 'check_results', {
    ...{
      ...owner,
      check_id: 'PROVA-01',
      check_version: '1',
      status: 'KO',
      severity: 'WARN',
      group_code: 'PROVA',
      title: `Verifica ${word}`,
    },
    ...{
      message: `Manca ${word}`,
      cite: 'art. 1',
      evidence: [],
      input_hash: 'c'.repeat(64),
      stale: false,
      as_of: '2026-11-02',
      checked_at: at,
    },
  });
  const grantId = await addGrant(product, dossierId, bystanderId);
  const [dossierAssignmentId, absenceId] = [randomUUID(), randomUUID()];
  const named = { person_id: bystanderId, person: 'Persona Di Prova' };
  await newRow(product, 'dossier_assignments', {
    ...{ ...owner, ...named, id: dossierAssignmentId, role: 'RAG', acting_ente_id: enteId },
    ...{ assigned_by: personId, assigned_by_name: 'Persona Di Prova', from_at: at },
  });
  await newRow(product, 'absences', {
    ...{ sua_id: suaId, ente_id: enteId, ...named, id: absenceId, roles: [], from_on: '2026-01-01', to_on: '2035-12-31' },
    ...{ recorded_by: personId, recorded_by_name: 'Persona Di Prova', recorded_at: at },
  });
  const talk = await makeTalk(product, word, { ...owner, personId });
  const draft = await addToDraft(product, word, { ...owner, personId });
  const mailId = await makeTold(product, word, { ...owner, personId });
  const lawPreviewId = randomUUID();
  await newRow(product, 'law_previews', {
    ...{ id: lawPreviewId, sua_id: suaId, law_revision: '', status: 'IN_CORSO', total: 1, done: 0, created_by: personId, created_at: at },
    proposal: { action: 'RITIRO', key: 'ue.lavori', from: '2026-01-01', motivation: `Prova ${word}` },
    effects: [{ dossierId, codiceAppalto: 'X', oggetto: word, ente: 'X', asOf: '2026-11-02', changes: [] }],
  });
  const templateId = randomUUID();
  await newRow(product, 'template_versions', {
    ...{
      id: templateId,
      sua_id: suaId,
      code: 'D02',
      kind: 'GARA',
      title: 'Nota della Provincia',
      version: `1.${randomUUID()}`,
      state: 'BOZZA',
    },
    ...{ owner: 'SUA', valid_from: '2026-01-01', legal_basis: '', procedures: [], objects: [], file_name: 'nota.docx', bytes: 4 },
    ...{ sha256: 'd'.repeat(64), storage_key: `library/${word}`, content: '\\x504b0304', includes: [], findings: [] },
    ...{ uploaded_by: personId, uploaded_by_name: 'Persona Di Prova', uploaded_at: at },
  });
  const [clauseVersionId, deviationId] = [randomUUID(), randomUUID()];
  const lawyer = { created_by: personId, created_by_name: 'Persona Di Prova', created_at: at };
  await newRow(product, 'clause_versions', {
    ...{
      ...lawyer,
      id: clauseVersionId,
      sua_id: suaId,
      code: `X${word
        .slice(0, 8)
        .toUpperCase()
        .replace(/[^A-Z0-9]/g, '0')}`,
      ordinal: 1,
    },
    ...{ state: 'BOZZA', valid_from: '2026-01-01', content: draftClause },
  });
  await newRow(product, 'clause_deviations', {
    ...{
      ...lawyer,
      ...owner,
      id: deviationId,
      clause_code: 'CL27',
      form: '',
      title: `Clausola ${word}`,
      is_protected: true,
      documents: ['D33'],
    },
    ...{ standard_version: '1.0.0', standard_text: 'Standard.', changed_text: `Cambiato ${word}.`, reason: `Prova ${word}` },
  });
  const [reviewId, remarkId] = [randomUUID(), randomUUID()];
  await newRow(product, 'review_requests', {
    ...{ ...owner, id: reviewId, documents: ['D06'], reviewers: [{ id: personId, name: 'Persona Di Prova' }], review_order: 'PARALLELA' },
    ...{ due_on: '2099-01-01', note: `Rivedere ${word}`, asked_by: personId, asked_by_name: 'Persona Di Prova', asked_at: at },
  });
  await newRow(product, 'review_remarks', {
    ...{ ...owner, id: remarkId, step: 'RILIEVO', document_code: 'D06', version: 1, weight: 'BLOCCA', body: `Rilievo su ${word}` },
    ...{ person_id: personId, person: 'Persona Di Prova', role: 'LEGAL', at },
  });
  const signerId = randomUUID();
  const importId = randomUUID();
  const fingerprint = createHash('sha256').update(word).digest('hex');
  const key = await keptBundle(product, suaId);
  await newRow(product, 'community_signers', {
    ...{ id: signerId, sua_id: suaId, name: 'Provincia Altrove', public_key: 'x', fingerprint, own: false },
    ...{ trusted_at: at, trusted_by: 'Persona Di Prova' },
  });
  await newRow(product, 'community_imports', {
    ...{ id: importId, sua_id: suaId, sha256: fingerprint, file_name: 'modelli.zip', bytes: 1, storage_key: key },
    ...{ signer_name: 'Provincia Altrove', fingerprint, manifest: { entries: [] }, received_at: at, received_by: 'Persona Di Prova' },
  });
  const kinds = await makeKinds(product, word, { suaId, enteId, personId });
  const account = await makeAccount(product, word, { ...owner, jobId, personId });
  const facts = await product.services.query<{ code: string; sha: string; assignment: string; session: string }>(
    `select d.codice_appalto as code, v.sha256 as sha, (select id from role_assignments where person_id = $2 limit 1) as assignment,
       (select id from sessions where person_id = $3 order by created_at desc limit 1) as session
     from dossiers d join document_versions v on v.dossier_id = d.id where d.id = $1`,
    [dossierId, bystanderId, personId],
  );
  const { code = '', sha = '', assignment = '', session = '' } = facts[0] ?? {};
  // The person whose account may be shut or changed in the end is not the one who goes on asking.
  return {
    ...account,
    ...talk,
    ...draft,
    ...kinds,
    grantId,
    mailId,
    dossierId,
    convenzioneId,
    packageId,
    enteId,
    personId: bystanderId,
    sessionId: session,
    assignmentId: assignment,
    dossierAssignmentId,
    absenceId,
    lawPreviewId,
    templateId,
    clauseVersionId,
    deviationId,
    reviewId,
    remarkId,
    signerId,
    importId,
    words: [word, code, sha],
  };
}
