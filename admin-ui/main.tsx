import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import '@fontsource/biz-udgothic/latin-400.css';
import '@fontsource/biz-udpgothic/400.css';
import '@fontsource/biz-udpgothic/700.css';
import { App } from './App.tsx';
import { watchAttendance } from './providers/attendance.ts';

watchAttendance();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(<RouterProvider router={createBrowserRouter([{ path: '*', element: <App /> }])} />);
