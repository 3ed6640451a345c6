export { DraftEntity } from './draft.entity.js';
export { DraftReader, type CurrentDraft } from './draft-reader.js';
export { DraftStore } from './draft-store.js';
export { DraftUpdateEntity } from './draft-update.entity.js';
export { DraftWriter, type DraftEdit } from './draft-writer.js';
export { DraftingModule } from './drafting.module.js';
export { mergeReturn } from './word-return/merge-return.js';
export { readReturnedDocx } from './word-return/read-returned.js';
export { type ReturnedDocx } from './word-return/returned.js';
