import { type Problem } from '@gare/contracts/problem';
import { type ReviewedTextView, type ReviewsView, type ReviewView } from '@gare/contracts/reviews';
import { type ReviewGateFacts } from '@gare/domain/review/review-gate';
import { DossierEntity, GateFactSources } from '@gare/dossiers';
import { Database } from '@gare/platform/database';
import { demoEnteId } from '../../apps/cli/src/demo/seed-demo.js';
import { type Answer, type Visitor } from '../../apps/cli/src/demo/visitor.js';
import { wordBody, wordParagraph } from '../fixtures/word-files.js';
import { addPerson, perugia, wordType } from '../security/two-provinces.js';
import { type TestProduct } from './test-product.js';

/** Who takes part in a review: the RUP of Tuoro, an officer of the Province, and two lawyers of it. */
export interface ReviewParties {
  readonly rup: Visitor;
  readonly clerk: Visitor;
  readonly lawyer: Visitor;
  readonly second: Visitor;
  readonly ids: { readonly lawyer: string; readonly second: string };
}

/** Signs them in; the second lawyer is new. */
export async function reviewParties(product: TestProduct): Promise<ReviewParties> {
  const second = await addPerson(product, 'seconda.legale@perugia.example', perugia, ['LEGAL']);
  const [own] = await product.services.query<{ id: string }>(`select id from people where email = 'legale@perugia.example'`);
  return {
    rup: await product.signIn('rup@tuoro.example'),
    clerk: await product.signIn('sua@perugia.example'),
    lawyer: await product.signIn('legale@perugia.example'),
    second: await product.signIn('seconda.legale@perugia.example'),
    ids: { lawyer: own?.id ?? '', second },
  };
}

/** What tests of a review ask of one dossier after the other. */
export class ReviewDesk {
  dossierId = '';
  private product: TestProduct | null = null;
  private clerk: Visitor | null = null;

  open(product: TestProduct, clerk: Visitor): void {
    this.product = product;
    this.clerk = clerk;
  }

  readonly path = (rest = ''): string => `/api/dossiers/${this.dossierId}/reviews${rest}`;

  readonly view = async (visitor: Visitor): Promise<ReviewsView> => (await visitor.get<ReviewsView>(this.path())).body;

  readonly text = (visitor: Visitor, code = 'D33'): Promise<Answer<ReviewedTextView & Problem>> =>
    visitor.get<ReviewedTextView & Problem>(this.path(`/documents/${code}`));

  readonly act = (visitor: Visitor, rest: string, body: object): Promise<Answer<ReviewsView & Problem>> =>
    visitor.post<ReviewsView & Problem>(this.path(rest), body);

  /** Brings a Word file with these paragraphs in. @returns the status of the answer */
  readonly upload = async (visitor: Visitor, code: string, paragraphs: readonly string[]): Promise<number> => {
    const bytes = wordBody(paragraphs.map(wordParagraph).join(''));
    const file = { name: `${code}.docx`, bytes, type: wordType };
    return (await visitor.upload(`/api/dossiers/${this.dossierId}/documents/${code}/upload`, file)).status;
  };

  /** The versions in force as acts name them. */
  readonly named = async (...codes: string[]): Promise<{ code: string; sha256: string }[]> => {
    const { documents } = await this.view(this.officer());
    return codes.map((code) => ({ code, sha256: documents.find((document) => document.code === code)?.sha256 ?? '' }));
  };

  /** The review that was asked for last. */
  readonly latest = async (visitor?: Visitor): Promise<ReviewView> => {
    const [review] = (await this.view(visitor ?? this.officer())).reviews;
    if (review === undefined) throw new Error('no review');
    return review;
  };

  /** What the gates are told. */
  readonly facts = (): Promise<ReviewGateFacts> => {
    const { api } = this.product ?? missing();
    return api.get(Database).read({ scope: 'sua', suaId: demoEnteId('perugia') }, async (reader) => {
      const dossier = await reader.findOneByOrFail(DossierEntity, { id: this.dossierId });
      return (await api.get(GateFactSources).gather(reader, dossier)).facts?.['review'] as ReviewGateFacts;
    });
  };

  private officer(): Visitor {
    return this.clerk ?? missing();
  }
}

function missing(): never {
  throw new Error('the desk is not open');
}

export const rulesOfTender = [
  'Articolo 1. Oggetto della gara',
  'Il servizio dura dodici mesi.',
  'Le offerte si presentano entro trenta giorni.',
];

export const favourable = { outcome: 'FAVOREVOLE', text: 'Gli atti sono conformi alla disciplina vigente.' };
