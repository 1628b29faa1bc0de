"""What bench/pages needs: the servers to compare, their data, and the load on them."""
