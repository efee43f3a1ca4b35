import { ChaseLists } from './ChaseLists.tsx';
import { StuckList } from './StuckList.tsx';
import './lists.css';

/** What cannot go on by itself: stuck on this bench, or with somebody who must be asked. */
export function ListsPanel() {
  return (
    <>
      <StuckList />
      <ChaseLists />
    </>
  );
}
