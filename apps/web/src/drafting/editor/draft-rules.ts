import { Extension } from '@tiptap/core';
import { comesFromShared, type EditRefusal, type Editing, ruledEdit, valuesTakenOut } from './edit-rules';

interface DraftRulesOptions {
  /** Asked at each edit: role and wish may have changed since the last. */
  readonly editing: () => Editing;
  readonly onRefused: (why: EditRefusal) => void;
  /** @param valuesOut values of the scheda that are not in the text any more */
  readonly onGone: (valuesOut: readonly string[]) => void;
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
    this.options.onGone(valuesTakenOut(outcome.transaction));
  },
});
