import { useAppState } from '../../app/AppContext.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { SessionList } from './SessionList.tsx';
import { SessionView } from './SessionView.tsx';
import './check-in.css';
import './boxes.css';
import './session-list.css';

/** The home of the depot: pallets are counted here by barcode, with or without a network. */
export function CheckInView() {
  const checkIn = useAppState((state) => state.checkIn);
  const trouble = useAppState((state) => state.trouble);
  return (
    <div className="check-in">
      {trouble && <FailureNotice trouble={trouble} />}
      {checkIn ? <SessionView stage={checkIn} /> : <SessionList />}
    </div>
  );
}
