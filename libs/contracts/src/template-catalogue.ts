import { convenzioneFields } from './convenzione-text/fields.js';
import { reportFields, surveyFields } from './kind-texts/fields.js';
import { supportFields } from './expertise-text.js';
import { type ContextField } from './scheda/template-context/context-field.js';
import { templateFields } from './scheda/template-fields.js';

const catalogues: Readonly<Record<string, readonly ContextField[]>> = {
  GARA: templateFields,
  CONVENZIONE_ADESIONE: convenzioneFields,
  RENDICONTAZIONE: reportFields,
  RILEVAZIONE: surveyFields,
  RICHIESTA_AFFIANCAMENTO: supportFields,
};

/** Every field that templates of a dossier kind may use; none for a kind without templates. */
export const fieldsOfKind = (kind: string): readonly ContextField[] => catalogues[kind] ?? [];
