import { client } from '../api/client';
import { type Query, queryClient } from '../api/queries';
import { answerOf } from '../api/refused';
import { type components } from '../api/schema';

type Schemas = components['schemas'];
export type Reviews = Schemas['Reviews'];
export type Review = Schemas['Review'];
export type ReviewDocument = Schemas['ReviewDocument'];
/** What the parts of a page need to show one review of a dossier. */
export interface ReviewProps {
  readonly dossierId: string;
  readonly review: Review;
  readonly documents: readonly ReviewDocument[];
}
export type ReviewedText = Schemas['ReviewedText'];
export type Remark = Schemas['ReviewRemark'];
export type ReviewParagraph = Schemas['ReviewParagraph'];
export type Opinion = Schemas['ReviewOpinion'];
export type ReviewProof = Schemas['ReviewProof'];

export function reviewsQuery(dossierId: string): Query<Reviews> {
  const params = { path: { dossierId } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/reviews', { dossierId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/reviews', { params, signal })),
  };
}

export function reviewedTextQuery(dossierId: string, code: string): Query<ReviewedText> {
  const params = { path: { dossierId, code } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/reviews/documents/{code}', { dossierId, code }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/reviews/documents/{code}', { params, signal })),
  };
}

export function reviewProofQuery(dossierId: string, reviewId: string): Query<ReviewProof> {
  const params = { path: { dossierId, reviewId } };
  return {
    queryKey: ['/api/dossiers/{dossierId}/reviews/{reviewId}/proof', { dossierId, reviewId }],
    queryFn: ({ signal }) => answerOf(client.GET('/api/dossiers/{dossierId}/reviews/{reviewId}/proof', { params, signal })),
  };
}

/** The answer of an act on the review; the dossier may wait on somebody else now. */
export function keepReviews(dossierId: string, reviews: Reviews): void {
  queryClient.setQueryData(['/api/dossiers/{dossierId}/reviews', { dossierId }], reviews);
  void queryClient.invalidateQueries({ queryKey: ['/api/dossiers/{dossierId}', { dossierId }] });
}

/** The answer of an act on one document. */
export function keepText(dossierId: string, text: ReviewedText): void {
  queryClient.setQueryData(['/api/dossiers/{dossierId}/reviews/documents/{code}', { dossierId, code: text.code }], text);
  void queryClient.invalidateQueries({ queryKey: ['/api/dossiers/{dossierId}/reviews', { dossierId }] });
}
