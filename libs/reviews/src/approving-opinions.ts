import { reviewStanding } from '@gare/domain/review/review-state';
import { type ReviewOpinionEntity } from './review-opinion.entity.js';
import { factsOf, lastOpinions, liveRequests, type ReviewRows } from './reviews.reader.js';

/** Every review that was asked for has approved what stands: the opinions that let it pass, by the last of each; null before. */
export function approvingOpinions(rows: ReviewRows): ReviewOpinionEntity[] | null {
  const live = liveRequests(rows);
  const approved = live.length > 0 && live.every((request) => reviewStanding(factsOf(rows, request)).state === 'APPROVATA');
  return approved ? live.flatMap((request) => lastOpinions(rows, request.id)) : null;
}
