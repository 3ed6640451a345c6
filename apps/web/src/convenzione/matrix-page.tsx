import '../sheet/zod-without-eval';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { troubleOf } from '../api/trouble';
import { useDossier } from '../pages/dossier-frame';
import { Skeleton, TroubleNotice } from '../ui/feedback';
import { MatrixEditor } from './matrix-editor';
import { matrixQuery } from './queries';

/** Who does what on each document of the tenders: it is the table of permissions itself. */
export function MatrixPage(): ReactElement {
  const dossier = useDossier();
  const matrix = useQuery(matrixQuery(dossier.id));
  if (matrix.data) return <MatrixEditor key={dossier.id} dossierId={dossier.id} matrix={matrix.data} />;
  if (matrix.error) {
    return <TroubleNotice trouble={troubleOf(matrix.error)} retrying={matrix.isFetching} onRetry={() => void matrix.refetch()} />;
  }
  return <Skeleton rows={12} />;
}
