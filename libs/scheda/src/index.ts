export { FieldLabels } from './field-labels.js';
export { SchedaChanged } from './scheda-changed.js';
export { SchedaModule } from './scheda.module.js';
export { SchedaReader, type SchedaAt } from './scheda.reader.js';
export { SchedaWriter } from './scheda-writer.js';
export { SheetKinds } from './sheet-kinds.js';
