import '../sheet/zod-without-eval';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { troubleOf } from '../api/trouble';
import { useDossier } from '../pages/dossier-frame';
import { Skeleton, TroubleNotice } from '../ui/feedback';
import { tariffsQuery } from './queries';
import { TariffEditor } from './tariff-editor';

/** The price lists of a convenzione. */
export function TariffPage(): ReactElement {
  const dossier = useDossier();
  const tariffs = useQuery(tariffsQuery(dossier.id));
  if (tariffs.data) return <TariffEditor key={dossier.id} dossierId={dossier.id} saved={tariffs.data} />;
  if (tariffs.error) {
    return <TroubleNotice trouble={troubleOf(tariffs.error)} retrying={tariffs.isFetching} onRetry={() => void tariffs.refetch()} />;
  }
  return <Skeleton rows={8} />;
}
