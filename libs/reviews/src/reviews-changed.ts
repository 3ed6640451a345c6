import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { type OpinionOutcome } from '@gare/domain/review/review-state';
import { type DossierEntity } from '@gare/dossiers';
import { Listeners } from '@gare/platform/events';
import { type ReviewRemarkEntity } from './review-remark.entity.js';
import { type ReviewRequestEntity } from './review-request.entity.js';

/** What happened in the review of a dossier. */
export type ReviewAct =
  | { readonly what: 'CHIESTA' | 'RITIRATA'; readonly request: ReviewRequestEntity }
  | {
      readonly what: 'RILIEVO' | 'RISPOSTA' | 'RISOLTO';
      readonly remark: ReviewRemarkEntity;
      readonly title: string;
      readonly author: string;
    }
  | { readonly what: 'PARERE'; readonly request: ReviewRequestEntity; readonly outcome: OpinionOutcome; readonly opinionId: string }
  | { readonly what: 'APPROVATA'; readonly request: ReviewRequestEntity; readonly actId: string; readonly complete: boolean }
  | { readonly what: 'TECNICA'; readonly actId: string };

/** Told with the eyes of the Province, in the transaction of the act. */
@Injectable()
export class ReviewsChanged extends Listeners<ReviewAct & { actor: Actor; dossier: DossierEntity }> {}
