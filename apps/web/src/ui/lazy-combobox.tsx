import { lazy, type ReactElement, Suspense } from 'react';
import { type ComboboxProps } from './combobox';

const Loaded = lazy(async () => ({ default: (await import('./combobox')).ComboboxField }));

/** The searchable list, fetched only by the pages that show one. */
export function LazyComboboxField(props: ComboboxProps): ReactElement {
  return (
    <Suspense fallback={<div className="gi-field gi-field-waiting" />}>
      <Loaded {...props} />
    </Suspense>
  );
}
