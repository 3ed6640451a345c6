import { lazy, type ReactElement, Suspense } from 'react';
import { type Trouble } from '../api/trouble';
import { Skeleton, TroubleNotice } from '../ui/feedback';

const MissingFields = lazy(async () => ({ default: (await import('./missing-fields')).MissingFields }));

/** Why a document could not be made; missing data of the sheet become links to their fields. */
export function DocumentTrouble({ trouble, dossierId }: { trouble: Trouble; dossierId: string }): ReactElement {
  if (trouble.code !== 'template.missing_fields') return <TroubleNotice trouble={trouble} />;
  return (
    <Suspense fallback={<Skeleton rows={3} />}>
      <MissingFields trouble={trouble} dossierId={dossierId} />
    </Suspense>
  );
}
