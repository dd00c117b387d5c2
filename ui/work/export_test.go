package work

// Lost gives the steps given up and not acknowledged yet.
func (s *Session[V]) Lost() []loss { return s.lost }

// Pace gives how long the session waits.
func (s *Session[V]) Pace() Pace { return s.office.Pace }
