import { randomUUID } from 'node:crypto';
import { ObjectStorage } from '@gare/platform/storage';
import { type TestProduct } from '../harness/test-product.js';
import { type Victim } from './route-places.js';
import { type Body } from './two-provinces.js';

/** A row made of nothing but what is given. */
export async function newRow(product: TestProduct, table: string, values: Record<string, unknown>): Promise<void> {
  await product.services.query(`insert into ${table} select (jsonb_populate_record(null::${table}, $1::jsonb)).*`, [
    JSON.stringify(values),
  ]);
}

/** An expense, an invoice and the file of a statement. */
export async function makeAccount(
  product: TestProduct,
  word: string,
  { jobId, personId, dossier_id, ...owner }: { sua_id: string; ente_id: string; dossier_id: string; jobId: string; personId: string },
): Promise<Pick<Victim, 'expenseId' | 'paymentId' | 'statementFileId' | 'outageId'>> {
  const [expenseId, paymentId, statementFileId] = [randomUUID(), randomUUID(), randomUUID()];
  const at = '2026-11-02T09:00:00Z';
  const entered = { importo: '410.00', data: '2026-11-02', recorded_by: personId, recorded_by_name: 'Persona Di Prova', recorded_at: at };
  const expense = { voce: 'COMMISSIONE', descrizione: `Spesa ${word}`, a_carico_di: 'COMUNE' };
  await newRow(product, 'dossier_expenses', { ...owner, ...entered, ...expense, id: expenseId, dossier_id });
  await newRow(product, 'member_payments', { ...owner, ...entered, id: paymentId, tipo: 'FATTURATO', riferimento: `Fattura ${word}` });
  const storageKey = `statements/${owner.ente_id}/2026/${word}.pdf`;
  const content = Buffer.from(`%PDF rendiconto riservato ${word}`);
  await product.api.get(ObjectStorage).put(storageKey, content, { contentType: 'application/pdf' });
  await newRow(product, 'statement_files', {
    ...{ ...owner, id: statementFileId, anno: 2026, input_hash: 'd'.repeat(64), input: {}, status: 'READY' },
    ...{ file_name: `rendiconto_${word}.pdf`, sha256: 'e'.repeat(64), bytes: content.length, storage_key: storageKey, job_id: jobId },
    ...{ created_by: personId, created_at: at },
  });
  const outageId = randomUUID();
  await newRow(product, 'pad_outages', {
    ...{ id: outageId, sua_id: owner.sua_id, platform: 'Piattaforma di prova', evidence: 'Avviso del gestore' },
    ...{ from_at: at, to_at: '2026-11-02T11:00:00Z', recorded_by: personId, recorded_by_name: 'Persona Di Prova', recorded_at: at },
  });
  return { expenseId, paymentId, statementFileId, outageId };
}

/** A message with a file, a note of each side, and a request with one point. */
export async function makeTalk(
  product: TestProduct,
  word: string,
  { personId, ...owner }: { sua_id: string; ente_id: string; dossier_id: string; personId: string },
): Promise<Pick<Victim, 'messageId' | 'attachmentId' | 'requestId' | 'pointId'>> {
  const [messageId, attachmentId, requestId, pointId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const at = '2026-11-02T09:00:00Z';
  const author = { person_id: personId, person: 'Persona Di Prova', acting_ente_id: owner.ente_id, acting_ente: 'Ente di prova', at };
  const said = { ...owner, ...author, testo: `Parole riservate ${word}`, parte: 'COMUNE' };
  await newRow(product, 'thread_messages', { ...said, id: messageId, client_id: randomUUID(), nel_fascicolo: true });
  for (const table of ['notes_of_sua', 'notes_of_comune'])
    await newRow(product, table, { ...said, id: randomUUID(), client_id: randomUUID() });
  await newRow(product, 'thread_questions', {
    ...{ ...owner, id: randomUUID(), aspetta: 'SUA', message_id: messageId, opened_at: at },
  });
  const storageKey = `dossier/${owner.dossier_id}/thread/${word}.pdf`;
  const content = Buffer.from(`%PDF allegato riservato ${word}`);
  await product.api.get(ObjectStorage).put(storageKey, content, { contentType: 'application/pdf' });
  await newRow(product, 'thread_attachments', {
    ...{ ...owner, id: attachmentId, message_id: messageId, file_name: `allegato_${word}.pdf`, mime: 'application/pdf' },
    ...{ bytes: content.length, sha256: 'f'.repeat(64), storage_key: storageKey, person_id: personId, person: 'Persona Di Prova', at },
  });
  await newRow(product, 'integration_requests', {
    ...{ ...owner, id: requestId, client_id: randomUUID(), giro: 1, stato: 'APERTA', testo: `Richiesta riservata ${word}` },
    ...{ entro: '2036-01-01', entro_iniziale: '2036-01-01', opened_at: at, opened_by: personId, opened_by_name: 'Persona Di Prova' },
    ...{ opened_ente: 'Provincia di prova', fermi: [{ from: at, to: null }], in_ritardo: false },
  });
  await newRow(product, 'integration_points', {
    ...{ ...owner, id: pointId, request_id: requestId, numero: 1, tipo: 'LIBERO', testo: `Punto ${word}`, stato: 'APERTO', baseline: {} },
  });
  return { messageId, attachmentId, requestId, pointId };
}

/** What the person was told of the dossier, and an e-mail about it that did not arrive. @returns the id of the e-mail */
export async function makeTold(
  product: TestProduct,
  word: string,
  { personId, ...owner }: { sua_id: string; ente_id: string; dossier_id: string; personId: string },
): Promise<string> {
  const [messageId, at] = [randomUUID(), '2026-11-02T09:00:00Z'];
  await newRow(product, 'mail_messages', {
    ...{ id: messageId, sua_id: owner.sua_id, person_id: personId, dossier_id: owner.dossier_id },
    ...{ state: 'RIFIUTATO', attempts: 1, created_at: at, next_at: at, claimed_at: at, reason: 'Prova' },
  });
  await newRow(product, 'notifications', {
    ...{ ...owner, id: randomUUID(), person_id: personId, code: 'PASSO.prova', title: `Avviso ${word}`, text: 'Prova', path: '/' },
    ...{ urgent: false, dedupe_key: word, created_at: at, in_app: true, mail: 'SUBITO', message_id: messageId },
  });
  return messageId;
}

/** The convenzione of the body as a dossier, where it is not one yet. @returns its id */
export async function makeConvenzione(product: TestProduct, word: string, { suaId, enteId }: Body): Promise<string> {
  const [row] = await product.services.query<{ id: string }>('select id from convenzioni where ente_id = $1 limit 1', [enteId]);
  const id = row?.id ?? '';
  if ((await product.services.query('select 1 from dossiers where id = $1', [id])).length > 0) return id;
  const at = '2026-11-02T09:00:00Z';
  const owner = { sua_id: suaId, ente_id: enteId };
  await newRow(product, 'dossiers', {
    ...{ ...owner, id, kind_code: 'CONVENZIONE_ADESIONE', kind_version: '1.0.0', codice_appalto: `CONV-${word}`, oggetto: 'Convenzione' },
    ...{ state: 'ATTIVA', state_since: at, turn: 'NESSUNO', blocks: 0, errors: 0, created_by: id, created_at: at, updated_at: at },
  });
  await newRow(product, 'schede', { ...owner, dossier_id: id, revision: 1, values: {}, changed_at: at });
  return id;
}

/** A survey and a report of the body, the report with a file of an expense. */
export async function makeKinds(
  product: TestProduct,
  word: string,
  { suaId, enteId, personId }: Body & { personId: string },
): Promise<Pick<Victim, 'surveyId' | 'reportId' | 'rowFileId'>> {
  const [surveyId, reportId, rowFileId] = [randomUUID(), randomUUID(), randomUUID()];
  const at = '2026-11-02T09:00:00Z';
  const owner = { sua_id: suaId, ente_id: enteId };
  for (const [id, kind] of [
    [surveyId, 'RILEVAZIONE'],
    [reportId, 'RENDICONTAZIONE'],
  ] as const) {
    await newRow(product, 'dossiers', {
      ...{ ...owner, id, kind_code: kind, kind_version: '1.0.0', codice_appalto: `${kind}-${word}`, oggetto: `Fascicolo ${word}` },
      ...{ state: 'RACCOLTA', state_since: at, turn: 'COMUNE', blocks: 0, errors: 0, created_by: personId, created_at: at, updated_at: at },
    });
    await newRow(product, 'schede', { ...owner, dossier_id: id, revision: 1, values: { spese: [{ id: 'S1' }] }, changed_at: at });
  }
  const storageKey = `dossier/${reportId}/allegati/${word}`;
  const content = Buffer.from(`Quietanza riservata ${word}`);
  await product.api.get(ObjectStorage).put(storageKey, content, { contentType: 'application/pdf' });
  await newRow(product, 'attachments', {
    ...{ ...owner, id: rowFileId, dossier_id: reportId, place: 'spese/S1', type: 'QUIETANZA', title: `Quietanza ${word}` },
    ...{ file_name: `quietanza-${word}.pdf`, mime: 'application/pdf', bytes: content.length, sha256: 'f'.repeat(64) },
    ...{ storage_key: storageKey, added_by: personId, added_by_name: 'Persona Di Prova', added_at: at },
  });
  return { surveyId, reportId, rowFileId };
}
