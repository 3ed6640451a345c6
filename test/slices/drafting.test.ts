import { createHash } from 'node:crypto';
import { WebSocket } from 'ws';
import { type INestApplicationContext } from '@nestjs/common';
import * as Y from 'yjs';
import { type DraftTicketView, type DraftView } from '@gare/contracts/drafts';
import { DraftReader } from '@gare/drafting';
import { Database } from '@gare/platform/database';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { DraftClient, until, type ClientOptions } from '../harness/draft-client.js';
import { forbiddenEdits } from '../harness/forbidden-edits.js';
import { heading, plain } from '../harness/documents-templates.js';
import { openDossier, writeScheda } from '../harness/dossiers.js';
import { startTemplateProductWith, type TemplateProduct } from '../harness/template-product.js';
import { startCollab } from '../harness/test-product.js';

const oggetto = 'Servizio di refezione scolastica del Comune di Montone';
const suaId = demoEnteId('perugia');
let started: TemplateProduct;
let rup: Visitor;
let sua: Visitor;
let legale: Visitor;
let place: { dossierId: string; code: string };
let draftId: string;
let second: { app: INestApplicationContext; port: number };
const clients: DraftClient[] = [];

beforeAll(async () => {
  started = await startTemplateProductWith(
    { collab: true, environment: { COLLAB_MESSAGES_PER_SECOND: '40', COLLAB_FLOOD_SECONDS: '2', COLLAB_UPDATE_KB: '64' } },
    {
      code: 'D33',
      title: 'Disciplinare di gara',
      paragraphs: [heading('Oggetto'), plain('Si affida {oggetto}.'), plain('Si applicano le regole seguenti.'), plain('Norme finali.')],
    },
  );
  ({ rup } = started);
  sua = await started.product.signIn('sua@perugia.example');
  legale = await started.product.signIn('legale@perugia.example');
  const dossierId = await openDossier(rup, oggetto, sua, legale);
  await writeScheda(rup, dossierId, [{ path: 'oggetto', value: oggetto }]);
  place = { dossierId, code: 'D33' };
  draftId = (await sua.post<DraftView>(`/api/dossiers/${dossierId}/drafts/D33`)).body.id;
  second = await startCollab(started.product.services);
});
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});
afterAll(async () => {
  await second.app.close();
  await started.stop();
});

async function ready(person: Visitor, options: ClientOptions = {}): Promise<DraftClient> {
  const client = await DraftClient.ready(person, place, options);
  clients.push(client);
  return client;
}
const atSecond = (): ClientOptions => ({ url: `http://127.0.0.1:${second.port}` });
const query = <Row>(sql: string, values: unknown[] = []): Promise<Row[]> => started.product.services.query<Row>(sql, values);
const ticketOf = async (person: Visitor, body: object = {}): Promise<DraftTicketView> =>
  (await person.post<DraftTicketView>(`/api/dossiers/${place.dossierId}/drafts/D33/ticket`, body)).body;

/** The text as it stands in Postgres. */
async function kept(): Promise<string> {
  const api = started.product.api;
  const current = await api
    .get(Database)
    .read({ scope: 'sua', suaId }, (reader) => api.get(DraftReader, { strict: false }).current(reader, draftId));
  return (current?.node.children ?? []).map((node) => node.textContent).join('\n');
}

const says = (client: DraftClient): string[] => client.messages.flatMap((message) => (message.kind === 'REFUSED' ? [message.code] : []));

describe('people at one draft', () => {
  it('see each other’s words over two processes, and Postgres has them when they are acknowledged', async () => {
    const [one, other] = [await ready(sua), await ready(sua, atSecond())];
    one.type(' Dalla prima.');
    other.type(' Dalla seconda.', 1);
    await Promise.all([one.saved(), other.saved()]);
    const text = await kept();
    expect(text).toContain('Dalla prima.');
    expect(text).toContain('Dalla seconda.');
    await until('both have both', () => one.text === other.text && one.text === text);
  });

  it('go on after the process has started again, with what was typed meanwhile', async () => {
    const [one, other] = [await ready(sua), await ready(sua, atSecond())];
    await second.app.close();
    other.type(' Scritto in galleria.', 2);
    one.type(' Scritto in ufficio.', 2);
    await one.saved();
    second = await startCollab(started.product.services, { port: second.port });
    await until('the one in the tunnel is back', () => other.isSaved && other.text === one.text);
    expect(one.text).toContain('Scritto in galleria.');
    expect(one.text).toContain('Scritto in ufficio.');
    expect(await kept()).toBe(one.text);
  });

  it('are called what their ticket says, whatever they say themselves, and speak for nobody else', async () => {
    const [one, other] = [await ready(sua), await ready(legale, atSecond())];
    one.provider.awareness?.setLocalStateField('user', { name: 'Il Presidente', color: '#ff0000' });
    one.provider.awareness?.setLocalStateField('cursor', { anchor: null });
    const seen = (): Record<string, unknown> | undefined => other.provider.awareness?.getStates().get(one.doc.clientID);
    await until('the cursor is seen', () => seen() !== undefined && 'cursor' in (seen() ?? {}));
    expect(seen()).toMatchObject({
      user: { name: 'Marco Teste', ente: 'Provincia di Perugia', role: expect.stringContaining('SUA') as string },
    });
  });

  it('leave who, when and how much in the history, and every edit under their name', async () => {
    const one = await ready(sua);
    one.type(' Con la mia firma.');
    await one.saved();
    one.close();
    const acts = (): Promise<{ action: string; details: { updates?: number; sha256?: string } }[]> =>
      query(`select action, details from audit_entries where action in ('draft.begun', 'draft.edited') order by sequence desc limit 1`);
    await until('the end is recorded', async () => (await acts())[0]?.action === 'draft.edited');
    expect((await acts())[0]?.details).toMatchObject({ updates: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    const [row] = await query<{ person: string; kind: string }>('select person, kind from draft_updates order by seq desc limit 1');
    expect(row).toEqual({ person: 'Marco Teste', kind: 'PERSONA' });
  });

  it('see what the server writes: sections change hands under their eyes', async () => {
    const one = await ready(sua, atSecond());
    const block = one.blocks[3];
    const { status } = await sua.post(`/api/dossiers/${place.dossierId}/drafts/D33/owner`, {
      blocks: [block?.getAttribute('id')],
      to: 'ENTE',
    });
    expect(status).toBe(200);
    await until('the owner has changed', () => one.blocks[3]?.getAttribute('owner') === 'ENTE');
  });
});

describe('values of the scheda', () => {
  const renamed = `${oggetto} e dei nidi`;
  const value = ({ blocks }: DraftClient): Y.XmlElement | undefined =>
    blocks[1]?.toArray().find((piece): piece is Y.XmlElement => piece instanceof Y.XmlElement && piece.nodeName === 'value');

  it('follow it under the eyes of everybody, also for whoever wrote over the old words without a network', async () => {
    const [one, other] = [await ready(sua), await ready(sua, atSecond())];
    one.disconnect();
    const block = one.blocks[1];
    const old = value(one);
    if (block === undefined || old === undefined) throw new Error('no value');
    // As an editor that divides a paragraph: the value goes and comes again, with the words it had.
    const copy = new Y.XmlElement('value');
    for (const [name, words] of Object.entries(old.getAttributes())) copy.setAttribute(name, words as string);
    one.doc.transact(() => {
      const place = block.toArray().indexOf(old);
      block.delete(place, 1);
      block.insert(place, [copy]);
    });
    one.type(' Scritto senza rete.', 1);
    expect(await writeScheda(rup, place.dossierId, [{ path: 'oggetto', value: renamed }])).toBe(200);
    await until('the others see it', () => value(other)?.getAttribute('text') === renamed);
    await one.reconnect();
    await until('both read the same', () => one.isSaved && one.text === other.text && value(one)?.getAttribute('text') === renamed);
    expect([one.text.includes('Scritto senza rete.'), one.closings.length > 0 && says(one).length > 0]).toEqual([true, false]);
    expect(await kept()).toContain('Scritto senza rete.');
  });
});

describe('what was taken out', () => {
  it('is put back at a process that has never seen it, and what was never there is not', async () => {
    const one = await ready(sua);
    const value = one.blocks[1]?.toArray().findIndex((piece) => piece instanceof Y.XmlElement) ?? -1;
    const element = one.blocks[1]?.get(value) as Y.XmlElement;
    const [copy, invented] = [element.clone(), element.clone()];
    invented.setAttribute('text', 'Un altro oggetto');
    const before = one.text;
    one.blocks[1]?.delete(value, 1);
    await one.saved();
    expect(await kept()).not.toBe(before);
    // A process that loads the draft as it stands now.
    await second.app.close();
    second = await startCollab(started.product.services, { port: second.port });
    const [other, liar] = [await ready(sua, atSecond()), await ready(sua, atSecond())];
    other.blocks[1]?.insert(value, [copy]);
    await other.saved();
    expect([other.text, other.closings]).toEqual([before, []]);
    liar.blocks[1]?.insert(value, [invented]);
    await until('it is told', () => liar.closings.length > 0);
    expect(says(liar)).toEqual(['VALORE']);
    await until('both have it', () => one.text === before);
  });
});

describe('the door', () => {
  it('opens once with a ticket, and never with a stale, a foreign or an invented one', async () => {
    const { ticket } = await ticketOf(sua);
    const first = await ready(sua, { token: ticket, draftId });
    const again = await DraftClient.open(sua, place, { token: ticket, draftId });
    const stale = await ticketOf(sua);
    const hash = createHash('sha256').update(stale.ticket).digest('hex');
    await query(`update draft_tickets set expires_at = now() - interval '1 second' where token_hash = $1`, [hash]);
    const late = await DraftClient.open(sua, place, { token: stale.ticket, draftId });
    const invented = await DraftClient.open(sua, place, { token: 'A'.repeat(43), draftId });
    const foreign = await DraftClient.open(sua, place, {
      token: (await ticketOf(sua)).ticket,
      draftId: '11111111-1111-4111-8111-111111111111',
    });
    clients.push(again, late, invented, foreign);
    for (const refused of [again, late, invented, foreign]) {
      await until('it is refused', () => refused.refusals.length > 0);
      expect(refused.refusals[0]).toContain('non vale più');
      expect(refused.blocks).toEqual([]);
    }
    expect(first.isSaved).toBe(true);
  });

  it('closes when the session ends, at every process', async () => {
    const passing = await started.product.signIn('sua@perugia.example');
    const both = [await ready(passing), await ready(passing, atSecond())];
    expect((await passing.send('DELETE', '/api/session')).status).toBe(200);
    for (const { closings } of both) await until('it is closed', () => closings.some((reason) => reason.includes('sessione è finita')));
    const before = await kept();
    for (const client of both) client.type(' Dopo la fine.');
    const witness = await ready(sua);
    witness.type(' Il testimone.');
    await witness.saved();
    expect(await kept()).toBe(before.replace(/^(.*)/, '$1 Il testimone.'));
  });
});

describe('what may be written', () => {
  it.each(forbiddenEdits())('%s is refused, told why, and the draft is as it was', async (...[, who, options, act, code]) => {
    const before = await kept();
    const [client, witness] = [await ready({ sua, legale, rup }[who], options), await ready(sua)];
    act(client);
    await until('it is told', () => client.closings.length > 0);
    expect(says(client)).toEqual([code]);
    expect(await kept()).toBe(before);
    expect(witness.text).toBe(before);
  });

  it('what is no edit at all is refused like one that is wrong', async () => {
    const before = await kept();
    const client = await ready(sua);
    const name = Buffer.from(draftId);
    const garbage = Buffer.from([7, 7, 7, 7, 255, 255, 255]);
    client.provider.configuration.websocketProvider.send(
      Buffer.concat([Buffer.from([name.length]), name, Buffer.from([0, 2, garbage.length]), garbage]),
    );
    await until('it is told', () => client.closings.length > 0);
    expect(says(client)).toEqual(['FORMA']);
    expect(await kept()).toBe(before);
  });

  it('whoever writes with the hand of somebody else is refused: their next words would be acknowledged and not be there', async () => {
    const [victim, forger] = [await ready(sua), await ready(rup, atSecond())];
    // The cursor in the text, as the page tells it; else the others hear of her when her presence is renewed.
    victim.provider.awareness?.setLocalStateField('cursor', { anchor: null });
    await until('they see each other', () => forger.provider.awareness?.getStates().has(victim.doc.clientID) === true);
    forger.doc.clientID = victim.doc.clientID;
    forger.type(' Con la mano di un’altra.');
    await until('it is told', () => forger.closings.length > 0);
    expect(says(forger)).toEqual(['FIRMA']);
    victim.type(' Con la mia mano.');
    await victim.saved();
    expect(await kept()).toContain(' Con la mia mano.');
    expect(await kept()).not.toContain('di un’altra');
  });

  const frames: [string, () => Buffer | string, number][] = [
    ['bytes that are no message', () => Buffer.from([255, 255, 255, 255, 255, 255, 1]), 4400],
    ['nothing', () => Buffer.alloc(0), 4400],
    ['text', () => 'ciao', 4400],
    ['a kind of message that only servers send', () => onDraft(6, 1, 65), 4400],
    ['a step of synchronisation that does not exist', () => onDraft(0, 9, 0), 4400],
    ['more than any edit', () => Buffer.alloc(200 * 1024, 1), 1009],
  ];
  const onDraft = (...rest: number[]): Buffer => Buffer.concat([Buffer.from([draftId.length]), Buffer.from(draftId), Buffer.from(rest)]);

  it.each(frames)('a connection that sends %s is closed, and nobody else notices', async (_what, frame, code) => {
    const witness = await ready(sua);
    const socket = new WebSocket(`${started.product.url.replace(/^http/, 'ws')}/collab`);
    const closed = new Promise<{ code: number; reason: string }>((resolve) => {
      socket.on('close', (number, reason) => {
        resolve({ code: number, reason: reason.toString() });
      });
    });
    socket.on('open', () => {
      socket.send(frame());
    });
    const end = await closed;
    expect(end.code).toBe(code);
    if (code === 4400) expect(end.reason).toBe('Il messaggio non si può leggere: la connessione è stata chiusa.');
    witness.type(' Indisturbato.');
    await witness.saved();
    expect(await kept()).toBe(witness.text);
  });

  it('a reviewer proposes, under their own name alone', async () => {
    const client = await ready(legale);
    const { person } = await ticketOf(legale);
    const propose = (id: string, authorId: string): void => {
      const text = client.blocks[1]?.toArray().find((node) => node instanceof Y.XmlText);
      text?.insert(text.length, ' Come da parere.', { insertion: { id, authorId, author: person.name, at: '2026-11-28T10:00:00Z' } });
    };
    propose('p1', person.id);
    await client.saved();
    expect(client.messages).toEqual([]);
    expect(await kept()).toContain('Come da parere.');
    propose('p2', '22222222-2222-4222-8222-222222222222');
    await until('it is told', () => client.closings.length > 0);
    expect(says(client)).toEqual(['PROPOSTA_DI_ALTRI']);
  });

  it('whoever floods is slowed down, then shown out; the others go on', async () => {
    const [client, witness] = [await ready(sua), await ready(sua)];
    const reasons: string[] = [];
    client.provider.configuration.websocketProvider.on('close', ({ event }: { event: { reason: string } }) => reasons.push(event.reason));
    await until('the connection is closed', () => {
      for (let index = 0; index < 50; index += 1) client.provider.sendStateless('x');
      return reasons.some((reason) => reason.startsWith('Troppe modifiche'));
    });
    witness.type(' Dopo la piena.');
    await witness.saved();
    expect(await kept()).toContain(' Dopo la piena.');
  });
});

describe('rights that change while somebody writes', () => {
  it('follow a section that changes hands: who had it is refused, at every process, and who has it now writes', async () => {
    const before = [await ready(sua), await ready(sua, atSecond())];
    const now = await ready(rup, atSecond());
    const block = now.blocks[2]?.getAttribute('id');
    const { status } = await sua.post(`/api/dossiers/${place.dossierId}/drafts/D33/owner`, { blocks: [block], to: 'ENTE' });
    expect(status).toBe(200);
    for (const one of [...before, now]) await until('the owner has changed', () => one.blocks[2]?.getAttribute('owner') === 'ENTE');
    now.type(' Dal comune.', 2);
    await now.saved();
    for (const one of before) one.type(' Da chi non l’ha più.', 2);
    for (const one of before) await until('it is told', () => one.closings.length > 0);
    expect(before.map(says)).toEqual([['BLOCCO_DI_ALTRI'], ['BLOCCO_DI_ALTRI']]);
    expect(await kept()).toContain(' Dal comune.');
    expect(await kept()).not.toContain('non l’ha più');
  });

  it('end with the role, at every process', async () => {
    const both = [await ready(legale, { mode: 'SUGGERISCE' }), await ready(legale, { mode: 'SUGGERISCE', ...atSecond() })];
    const before = await kept();
    const dirigente = await started.product.signIn('dirigente@perugia.example');
    const path = `/api/enti/${suaId}/roles`;
    const { body } = await dirigente.get<{ items: { id: string; role: string }[] }>(path);
    const role = body.items.find((one) => one.role === 'LEGAL');
    const dal = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(new Date());
    expect((await dirigente.post(`${path}/${role?.id ?? ''}/end`, { dal, motivation: 'Trasferita ad altro ufficio' })).status).toBe(200);
    for (const { closings } of both) await until('it is closed', () => closings.length > 0);
    for (const one of both) one.type(' Dopo il ruolo.');
    const witness = await ready(sua);
    expect(witness.text).not.toContain('Dopo il ruolo');
    expect(await kept()).toBe(before);
  });

  it('are told at once, at every process: nobody writes in a dossier that is over', async () => {
    const both = [await ready(sua), await ready(sua, atSecond())];
    const { status } = await rup.post(`/api/dossiers/${place.dossierId}/transitions`, {
      ...{ event: 'annulla', motivation: 'Annullato per prova, con la motivazione che serve' },
    });
    expect(status).toBe(200);
    const before = await kept();
    for (const client of both) {
      await until('it is told', () => client.messages.length > 0);
      const whyNot = expect.stringContaining('chiuso') as string;
      expect(client.messages[0]).toMatchObject({ kind: 'MODE', mode: 'LEGGE', whyNot, sides: [] });
      client.type(' Fuori tempo.');
      await until('it is refused', () => client.closings.length > 0);
      expect([says(client), await kept()]).toEqual([['SOLA_LETTURA'], before]);
    }
  });
});
