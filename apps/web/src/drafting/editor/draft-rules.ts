import { Extension } from '@tiptap/core';
import { comesFromShared, type EditRefusal, type Editing, ruledEdit } from './edit-rules';

interface DraftRulesOptions {
  /** Asked at each edit: role and wish may have changed since the last. */
  readonly editing: () => Editing;
  readonly onRefused: (why: EditRefusal) => void;
  readonly onGone: () => void;
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
    if (outcome.kind === 'refused') {
      this.options.onRefused(outcome.why);
      return;
    }
    next(outcome.transaction);
    this.options.onGone();
  },
});
