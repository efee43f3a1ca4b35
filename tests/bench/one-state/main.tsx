import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';

/** The cheapest answer React can give to a key: one state, one text. */
function OneState() {
  const [keys, setKeys] = useState(0);
  useEffect(() => {
    const count = () => setKeys((before) => before + 1);
    window.addEventListener('keydown', count);
    return () => window.removeEventListener('keydown', count);
  }, []);
  return <p data-testid="keys">{keys}</p>;
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<OneState />);
