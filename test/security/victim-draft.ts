import { randomUUID } from 'node:crypto';
import { prosemirrorToYDoc } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { draftFragment, draftSchema } from '@gare/domain/drafting/draft-schema';
import { ObjectStorage } from '@gare/platform/storage';
import { wordBody, wordParagraph } from '../fixtures/word-files.js';
import { type TestProduct } from '../harness/test-product.js';
import { newRow } from './victim-rows.js';

interface Owner {
  readonly sua_id: string;
  readonly ente_id: string;
  readonly dossier_id: string;
}

/** What hangs on the draft of the dossier: a comment of the comune that is internal to it, a version, and a file that came back from Word. */
export async function addToDraft(
  product: TestProduct,
  word: string,
  { personId, ...owner }: Owner & { readonly personId: string },
): Promise<{ draftThreadId: string; draftMessageId: string; wordReturnId: string }> {
  const [draftThreadId, draftMessageId] = [randomUUID(), randomUUID()];
  const at = '2026-11-02T09:00:00Z';
  const [draft] = await product.services.query<{ id: string }>('select id from drafts where dossier_id = $1', [owner.dossier_id]);
  const draftId = draft?.id ?? '';
  const block = draftSchema.node('paragraph', { id: '0A0A0A0A' }, draftSchema.text(`Sezione riservata ${word}`));
  const doc = prosemirrorToYDoc(draftSchema.node('doc', null, [block]), draftFragment);
  await newRow(product, 'draft_updates', {
    ...{ ...owner, draft_id: draftId, seq: 1, update: `\\x${Buffer.from(Y.encodeStateAsUpdate(doc)).toString('hex')}`, kind: 'SERVER' },
    ...{ person_id: personId, person: 'Persona Di Prova', acting_ente_id: owner.ente_id, at, connection: 'prova' },
  });
  const internal = { ...owner, internal_to: owner.ente_id };
  await newRow(product, 'draft_threads', {
    ...{ ...internal, id: draftThreadId, draft_id: draftId, quote: `Passo riservato ${word}`, client_id: randomUUID() },
    ...{ opened_at: at, opened_by: personId, opened_by_ente: 'Ente di prova' },
  });
  await newRow(product, 'draft_thread_acts', {
    ...{ ...internal, id: draftMessageId, thread_id: draftThreadId, position: 1, kind: 'MESSAGGIO', text: `Commento riservato ${word}` },
    ...{ mentions: [], client_id: randomUUID(), at, person_id: personId, person: 'Persona Di Prova' },
    ...{ acting_ente_id: owner.ente_id, acting_ente: 'Ente di prova' },
  });
  const paragraph = { type: 'paragraph', attrs: { id: '0000000A' }, content: [{ type: 'text', text: `Bozza riservata ${word}` }] };
  await newRow(product, 'draft_versions', {
    ...{ ...owner, draft_id: draftId, number: 1, kind: 'NOMINATA', name: `Versione ${word}`, seq: 0, content_hash: 'c'.repeat(64) },
    ...{ content: { type: 'doc', content: [paragraph] }, kept_by: personId, kept_by_name: 'Persona Di Prova' },
    ...{ kept_by_ente: 'Ente di prova', kept_at: at },
  });
  await newRow(product, 'draft_standings', { ...owner, draft_id: draftId, seq: 1, content_sha256: 'd'.repeat(64), at });
  const wordReturnId = await addWordReturn(product, word, { personId, ...owner, draft_id: draftId });
  return { draftThreadId, draftMessageId, wordReturnId };
}

/** A download of the draft and the same file come back, kept where the rows say; and the document the draft was opened from. */
async function addWordReturn(
  product: TestProduct,
  word: string,
  { personId, ...draft }: Owner & { readonly personId: string; readonly draft_id: string },
): Promise<string> {
  const [exportId, id] = [randomUUID(), randomUUID()];
  const bytes = wordBody(wordParagraph(`Bozza riservata ${word}`));
  const storageKey = `dossier/${draft.dossier_id}/D06/bozza/word/${exportId}.docx`;
  const storage = product.api.get(ObjectStorage);
  for (const key of ['nessuno.docx', storageKey]) await storage.put(key, bytes, { contentType: 'application/octet-stream' });
  await storage.put('nessuno.json', Buffer.from('[]'), { contentType: 'application/json' });
  const by = { person_id: personId, person: 'Persona Di Prova', at: '2026-11-02T09:00:00Z' };
  const file = { storage_key: storageKey, sha256: 'd'.repeat(64) };
  await newRow(product, 'draft_exports', { ...draft, ...by, ...file, id: exportId, seq: 0, content_hash: 'c'.repeat(64), comments: [] });
  const report = { proposals: [], comments: [], values: [], notMerged: [], kept: [], parts: [], revisions: 0 };
  await newRow(product, 'draft_returns', {
    ...{ ...draft, ...by, ...file, id, export_id: exportId, bytes: bytes.length },
    ...{ file_name: `ritorno-${word}.docx`, report },
  });
  return id;
}
