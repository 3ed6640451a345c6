import type { ReportCase } from '../rendicontazione/report.js';
import type { SurveyCase } from '../rilevazione/survey.js';

/** What the checks of one kind of dossier look at besides its sheet and its documents. */
export type KindCase = (SurveyCase | ReportCase) & {
  /** Day on which the law is read: the end of the period, once it is known (`YYYY-MM-DD`). */
  readonly riferimento: string | null;
  /** Today in Rome, for terms that run out. */
  readonly oggi: string;
};
