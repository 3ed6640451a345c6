import { useEffect, useState } from 'react';
import { queryClient } from '../../api/queries';
import { type Request } from '../../pages/use-request';
import { useDraftingTools } from '../drafting-tools';
import { type DraftPlace, type Threads, threadsQuery } from './queries';
import { placesIn } from './thread-marks';
import { type Stretch } from './thread-places';

/** Where each thread stands in the text now; follows the editor. */
export function useThreadPlaces(): ReadonlyMap<string, Stretch> {
  const { editor } = useDraftingTools();
  const [places, setPlaces] = useState(() => placesIn(editor.state));
  useEffect(() => {
    const follow = (): void => {
      setPlaces(placesIn(editor.state));
    };
    follow();
    editor.on('transaction', follow);
    return () => {
      editor.off('transaction', follow);
    };
  }, [editor]);
  return places;
}

type Call = () => Promise<{ data?: Threads; error?: unknown; response: Response }>;

/** Sends an act on a thread; what the server answers is what the pages show from then on. @returns whether it was taken */
export async function sendThreadAct(request: Request, place: DraftPlace, call: Call): Promise<boolean> {
  const outcome = await request.send(call);
  if (outcome.ok) queryClient.setQueryData(threadsQuery(place).queryKey, outcome.data);
  return outcome.ok;
}
