import type { ReportCase } from '../rendicontazione/report.js';
import type { SurveyCase } from '../rilevazione/survey.js';

/** What the checks of one kind of dossier look at besides its sheet and its documents. */
export type KindCase = SurveyCase | ReportCase;
