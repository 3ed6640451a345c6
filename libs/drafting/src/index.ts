export { DraftEntity } from './draft.entity.js';
export { DraftReader, type CurrentDraft } from './draft-reader.js';
export { draftFragment, DraftStore } from './draft-store.js';
export { DraftUpdateEntity } from './draft-update.entity.js';
export { DraftWriter, type DraftEdit } from './draft-writer.js';
export { DraftingModule } from './drafting.module.js';
