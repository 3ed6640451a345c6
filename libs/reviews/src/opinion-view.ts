import { type ReviewOpinionView } from '@gare/contracts/reviews';
import { type ReviewOpinionEntity } from './review-opinion.entity.js';
import { type ReviewRows } from './reviews.reader.js';

/** An opinion with what of it still holds: a quote holds while the version in force is the one it was taken from. */
export function opinionView(opinion: ReviewOpinionEntity, { inForce }: Pick<ReviewRows, 'inForce'>): ReviewOpinionView {
  const { id, outcome, reason, body, personId, person, role, at, documents, quotes } = opinion;
  const standing = (code: string): boolean => {
    const named = documents.find((document) => document.code === code);
    return named !== undefined && named.sha256 === inForce.get(code)?.sha256;
  };
  return {
    ...{ id, outcome, reason, text: body, by: { id: personId, name: person }, role, at: at.toISOString() },
    documents: documents.map(({ code, version, sha256 }) => ({ code, version, sha256 })),
    quotes: quotes.map((quote) => ({ ...quote, standing: standing(quote.code) })),
  };
}
