import { Extension } from '@tiptap/core';
import { comesFromShared, type EditRefusal, type Editing, ruledEdit } from './edit-rules';

interface DraftRulesOptions {
  /** Asked at each edit: role and wish may have changed since the last. */
  readonly editing: () => Editing;
  readonly onRefused: (why: EditRefusal) => void;
}

/** Every edit made here goes through `ruledEdit` before it becomes part of the text. */
export const DraftRules = Extension.create<DraftRulesOptions>({
  name: 'draftRules',
  dispatchTransaction({ transaction, next }) {
    if (!transaction.docChanged || comesFromShared(transaction)) {
      next(transaction);
      return;
    }
    const outcome = ruledEdit(transaction, this.editor.state, this.options.editing());
    if (outcome.kind === 'go') next(outcome.transaction);
    else this.options.onRefused(outcome.why);
  },
});

