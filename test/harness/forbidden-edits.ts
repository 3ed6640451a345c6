import * as Y from 'yjs';
import { draftFragment } from '@gare/domain/drafting/draft-schema';
import { type ClientOptions, type DraftClient } from './draft-client.js';

type ForbiddenEdit = [what: string, who: 'sua' | 'legale' | 'rup', ClientOptions, (client: DraftClient) => void, code: string];

const edits: ForbiddenEdit[] = [
  [
    'a reader',
    'sua',
    { mode: 'LEGGE' },
    (client) => {
      client.type(' Da chi legge.');
    },
    'SOLA_LETTURA',
  ],
  [
    'a reviewer without suggesting',
    'legale',
    {},
    (client) => {
      client.type(' Dal legale.');
    },
    'BLOCCO_DI_ALTRI',
  ],
  [
    'the comune in a section of the Province',
    'rup',
    {},
    (client) => {
      client.type(' Dal comune.');
    },
    'BLOCCO_DI_ALTRI',
  ],
  [
    'somebody who makes up a block',
    'sua',
    {},
    ({ doc }) => {
      doc.getXmlFragment(draftFragment).insert(0, [new Y.XmlElement('script')]);
    },
    'FORMA',
  ],
  [
    'somebody who hides something beside the text',
    'sua',
    {},
    ({ doc }) => {
      doc.getMap('altro').set('x', 1);
    },
    'FORMA',
  ],
  [
    'somebody who makes up an attribute',
    'sua',
    {},
    ({ blocks }) => {
      blocks[0]?.setAttribute('onclick', 'alert(1)');
    },
    'FORMA',
  ],
  [
    'somebody who takes a section',
    'rup',
    {},
    ({ blocks }) => {
      blocks[0]?.setAttribute('owner', 'ENTE');
    },
    'IDENTITA',
  ],
  [
    'somebody who types a value of the scheda',
    'sua',
    {},
    ({ blocks }) => {
      for (const piece of blocks[1]?.toArray() ?? []) if (piece instanceof Y.XmlElement) piece.setAttribute('text', 'Altro');
    },
    'VALORE',
  ],
  [
    'somebody who pastes too much',
    'sua',
    {},
    (client) => {
      client.type('x'.repeat(70_000));
    },
    'MISURA',
  ],
];

/** Edits of a draft in the hands of the Province, by whom, and the code they are refused with. */
export function forbiddenEdits(): readonly ForbiddenEdit[] {
  return edits;
}
