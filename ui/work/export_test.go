package work

// Lost gives the steps given up and not acknowledged yet.
func (s *Session[V]) Lost() []loss { return s.lost }
